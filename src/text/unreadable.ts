/** Stands for a part of a program's data that cannot be read as data, and says what was there. */
export class Unreadable {
  constructor(readonly text: string) {}
}

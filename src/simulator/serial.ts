import { createHash } from 'node:crypto';

/**
 * Numbers that look random and are the same in each run: the n-th id of a kind is always the same,
 * so a transcript of a demo or a failing test can be compared with the next one.
 */
export class Serials {
  private readonly counters = new Map<string, number>();

  /** The next value of a kind, as `length` hexadecimal digits. */
  public hex(kind: string, length: number): string {
    const count = (this.counters.get(kind) ?? 0) + 1;
    this.counters.set(kind, count);
    return createHash('sha256').update(`${kind}:${count}`).digest('hex').slice(0, length);
  }

  /** The next value of a kind in the shape of a version 4 UUID, lower-case. */
  public uuid(kind: string): string {
    const digits = this.hex(kind, 32);
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `8${digits.slice(17, 20)}`,
      digits.slice(20, 32),
    ].join('-');
  }

  /** Starts every kind again from its first value. */
  public reset(): void {
    this.counters.clear();
  }
}

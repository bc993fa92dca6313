/** Removes every secret that the runner has met from what it is about to say. */
export class Secrets {
  readonly #values = new Set<string>();

  add(value: string): void {
    // Shorter values would blank ordinary words.
    if (value.length >= 4) this.#values.add(value);
  }

  mask(text: string): string {
    let masked = text;
    for (const value of this.#values) {
      for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
        masked = masked.replaceAll(form, '***');
      }
    }
    return masked;
  }
}

const SHORTEST_RECEIVED = 12;

/** Removes every secret that the runner has met from what it is about to say. */
export class Secrets {
  readonly #values = new Set<string>();

  add(value: string): void {
    // Shorter values would blank ordinary words.
    if (value.length >= 4) this.#values.add(value);
  }

  /** For what comes from the server, which is read before it is shown: a short value may be a part of an id. */
  maskReceived(text: string): string {
    return this.#masked(text, SHORTEST_RECEIVED);
  }

  mask(text: string): string {
    return this.#masked(text, 0);
  }

  #masked(text: string, shortest: number): string {
    let masked = text;
    for (const value of this.#values) {
      if (value.length < shortest) continue;
      for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
        masked = masked.replaceAll(form, '***');
      }
    }
    return masked;
  }
}

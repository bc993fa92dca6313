// What comes from the server is read before it is shown: a shorter value may be a part of an id.
const SHORTEST_RECEIVED = 12;
// Shorter values would blank ordinary words.
const SHORTEST = 4;

/** Removes every secret that the program has met from what it is about to show. */
export class Redactor {
  readonly #values = new Set<string>();

  /** From now on this value is a secret. */
  add(value: string): void {
    if (value.length >= SHORTEST) this.#values.add(value);
  }

  /** Masks the secrets in a response of the server. */
  redactReceived(text: string): string {
    return this.#redact(text, SHORTEST_RECEIVED);
  }

  /** Masks the secrets in what a person will read. */
  redact(text: string): string {
    return this.#redact(text, 0);
  }

  #redact(text: string, shortest: number): string {
    let redacted = text;
    for (const value of this.#values) {
      if (value.length < shortest) continue;
      for (const form of secretForms(value)) redacted = redacted.replaceAll(form, '***');
    }
    return redacted;
  }
}

/** How a value may be written: as it is, in JSON, in a URL. */
export function secretForms(value: string): string[] {
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)];
}

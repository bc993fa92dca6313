// What comes from the server is read before it is shown: a shorter value may be a part of an id.
const SHORTEST_RECEIVED = 12;
// Shorter values would blank ordinary words.
const SHORTEST = 4;

/** Removes every secret that the program has met from what it is about to show. */
export class Redactor {
  /** The secrets, each with its forms. */
  readonly #values = new Map<string, readonly string[]>();

  /** From now on this value is a secret. */
  add(value: string): void {
    if (value.length < SHORTEST || this.#values.has(value)) return;
    this.#values.set(value, [...new Set(secretForms(value))]);
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
    for (const [value, forms] of this.#values) {
      if (value.length < shortest) continue;
      for (const form of forms) redacted = redacted.replaceAll(form, '***');
    }
    return redacted;
  }
}

/** How a value may be written: as it is, in JSON, in a URL, in base64. */
export function secretForms(value: string): string[] {
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    ...(value.length < SHORTEST_RECEIVED ? [] : base64Forms(value)),
  ];
}

/**
 * A value within a longer text in base64, of which it may begin at any third byte: without the letters that the text
 * around it has a part in. Base64 in URLs has two other signs.
 */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const core = text.slice(
      Math.ceil((before * 8) / 6),
      Math.floor(((before + bytes.length) * 8) / 6),
    );
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

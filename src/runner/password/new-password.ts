import { randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 32;

/** What a vendor may ask of a password; letters and digits need no escaping in a connection string. */
const NEEDED = [/[A-Z]/, /[a-z]/, /[0-9]/];

/** A new password of 32 letters and digits, 190 bits. */
export function newPassword(): string {
  for (;;) {
    const password = Array.from(
      { length: LENGTH },
      () => ALPHABET[randomInt(ALPHABET.length)],
    ).join('');
    if (NEEDED.every((form) => form.test(password))) return password;
  }
}

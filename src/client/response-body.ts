import { LARGEST_RESPONSE_BYTES, unpack } from './unpack';

/** One piece of a connection is seldom shorter than 1 KiB: so many of them are not a response. */
const MOST_PIECES = 100_000;
const FIRST_BYTES = 16 * 1024;

/** The body of a response as it comes: one block of memory, however many pieces there are. */
export class ResponseBody {
  #block = Buffer.alloc(0);
  #size = 0;
  #pieces = 0;
  /** How it was packed, as its header says. */
  encodings: string | undefined;

  /** Adds a piece; returns why the response must not go on, where it must not. */
  add(piece: Buffer): string | undefined {
    this.#pieces += 1;
    if (this.#pieces > MOST_PIECES) return `the response comes in over ${MOST_PIECES} pieces`;
    const size = this.#size + piece.length;
    if (size > this.#block.length) {
      const larger = Buffer.alloc(Math.max(FIRST_BYTES, size, 2 * this.#block.length));
      this.#block.copy(larger, 0, 0, this.#size);
      this.#block = larger;
    }
    piece.copy(this.#block, this.#size);
    this.#size = size;
    return size > LARGEST_RESPONSE_BYTES ? 'the response is over 8 MiB' : undefined;
  }

  /** What has come, without a byte order mark; UTF-8 unless such a mark says otherwise. */
  text(): string {
    const bytes = unpack(this.#block.subarray(0, this.#size), this.encodings);
    return new TextDecoder(encodingOf(bytes)).decode(bytes);
  }
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

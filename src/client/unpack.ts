import type * as Zlib from 'node:zlib';

/** The largest response, packed or not. */
export const LARGEST_RESPONSE_BYTES = 8 * 1024 * 1024;

/**
 * A response as it was before it was packed. Nobody asks for that, and a gateway may do it all the same; the response may
 * hold the only copy of a password. What cannot be unpacked stays as it is, which is no JSON; of what was cut off, the
 * beginning.
 *
 * @param encodings the header `Content-Encoding`
 */
export function unpack(bytes: Buffer, encodings = ''): Buffer {
  const names = encodings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  try {
    return names.filter((name) => !['', 'identity'].includes(name)).reduceRight(decode, bytes);
  } catch {
    return bytes;
  }
}

function decode(bytes: Buffer, encoding: string): Buffer {
  // Not needed by most runs, and loaded in some milliseconds.
  const zlib = require('node:zlib') as typeof Zlib;
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
  const limit = { maxOutputLength: LARGEST_RESPONSE_BYTES };
  const options = { ...limit, finishFlush: Z_SYNC_FLUSH };
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.gunzipSync(bytes, options);
    case 'deflate':
      // Some servers leave out the header of zlib: its first byte says which it is.
      return ((bytes[0] ?? 0) & 0x0f) === 0x08
        ? zlib.inflateSync(bytes, options)
        : zlib.inflateRawSync(bytes, options);
    case 'br':
      return zlib.brotliDecompressSync(bytes, { ...limit, finishFlush: BROTLI_OPERATION_FLUSH });
    default:
      throw new Error(`unknown encoding ${encoding}`);
  }
}

import type { Refusal } from '../client/endpoint';
import { type ClientError, refusal } from '../client/errors';
import type { MarkedText } from '../text/marked';
import { quote } from '../text/text';

export type { Refusal };

/** One part of a path. A placeholder stands for what is known only when the request is sent. */
export type Segment = string | { readonly placeholder: string };

/**
 * A call that writes, as data: what the review shows, what the triggers hold and what the runner sends are all
 * made from it.
 */
export interface VendorRequest {
  /** Distinguishes it from the other requests of the same declaration, for example the mapping. */
  readonly name: string;
  /**
   * `backup`: makes a backup, is waited for before anything else, and is never sent twice; `before`: clears or prepares
   * the destination; `restore`: starts a job, and is never sent twice; `drop`: sent by `terraform destroy`; `setting`:
   * changes a setting, and can be repeated.
   */
  readonly when: 'backup' | 'before' | 'restore' | 'drop' | 'setting';
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: readonly Segment[];
  readonly body?: Readonly<Record<string, unknown>>;
  /** Headers that this call alone needs; the note names them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** When it is sent, if that is not always once; begins with `sent`, without the full stop. */
  readonly note?: MarkedText;
  /**
   * The same request in another documented form, tried once when the API says that this form is wrong
   * in a way that proves that nothing was created.
   */
  readonly otherwise?: (refusal: Refusal) => Readonly<Record<string, unknown>> | undefined;
}

/**
 * The path of a URL. This is the only place where one is built: a segment is encoded as a whole, and one that
 * URLs resolve (`..`), drop or split would call another resource, so it is refused.
 */
export function urlPath(segments: readonly Segment[]): string {
  const path = segments.map((segment) => `/${encodeSegment(segment, segments)}`).join('');
  // What a URL parser makes of the path is what the server gets.
  if (new URL(path, 'http://localhost').pathname === path) return path;
  throw unusable(segments, 'is changed by URL parsers');
}

/** The path for people: encoded as it is sent, but for what is known later. */
export function shownPath(segments: readonly Segment[]): string {
  return segments.map((segment) => `/${showSegment(segment)}`).join('');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

function encodeSegment(segment: Segment, all: readonly Segment[]): string {
  if (typeof segment !== 'string') throw unusable(all, `has no ${segment.placeholder} yet`);
  if (!isSafeSegment(segment)) throw unusable(all, `holds the part ${quote(segment)}`);
  return encodeURIComponent(segment);
}

/** Whether a text can be one segment of a path: not empty, no control characters, and no dot segment however often it is decoded. */
export function isSafeSegment(text: string): boolean {
  return text !== '' && !CONTROL.test(text) && isWellFormed(text) && !hasDotSegment(text);
}

/** How often a server, and those before it, may decode a path. */
const DECODINGS = 3;

/** Whether a server that decodes a path more than once, or takes other characters for a slash, may find a dot segment in it. */
function hasDotSegment(text: string): boolean {
  let decoded = text;
  for (let time = 0; time < DECODINGS; time += 1) {
    const parts = decoded.normalize('NFKC').split(/[\\/]/);
    if (parts.some((part) => /^\s*\.{1,2}\s*(;|$)/.test(part))) return true;
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      return false;
    }
  }
  return false;
}

function isWellFormed(text: string): boolean {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The words of the review for a value that Terraform resolves later. */
const LATER = 'known after apply (';

function showSegment(segment: Segment): string {
  if (typeof segment !== 'string') return `{${segment.placeholder}}`;
  return segment.startsWith(LATER) || !isWellFormed(segment)
    ? segment
    : encodeURIComponent(segment);
}

function unusable(segments: readonly Segment[], why: string): ClientError {
  return refusal(
    `the path ${quote(shownPath(segments))} ${why} and cannot be called`,
    'Rename what has this name, or correct the id',
  );
}

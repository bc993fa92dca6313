import type { ApiClient } from '../client/api-client';
import { cut, printable } from '../text/text';
import { shownPath } from '../vendor/request';

/** A line that shows how far a command is, and that disappears when something else is written. */
export interface ProgressLine {
  /** Shows the text in the place of the one before. */
  show(text: string): void;
  /** Takes it away. */
  clear(): void;
}

/** What a line of progress is written to. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const TO_LINE_START = '\r\u001b[2K';
const NARROWEST = 20;
const USUAL = 80;

/**
 * Progress on a terminal, in one line that is written over. Where nobody watches, in a file, a pipe, a CI system or a
 * terminal that knows no such line, there is none.
 */
export function progressLine(stream: ProgressStream, env: NodeJS.ProcessEnv): ProgressLine {
  const isWatched = stream.isTTY === true && env.TERM !== 'dumb' && !env.CI;
  let isShown = false;
  return {
    show(text) {
      if (!isWatched) return;
      const width = Math.max(stream.columns || USUAL, NARROWEST) - 1;
      stream.write(`${TO_LINE_START}${cut(printable(text), width)}`);
      isShown = true;
    },
    clear() {
      if (isShown) stream.write(TO_LINE_START);
      isShown = false;
    },
  };
}

/** A client that shows what it asks: one command may ask hundreds of times, for many restores and pages. */
export function withProgress(
  api: ApiClient,
  title: string,
  show: (text: string) => void,
): ApiClient {
  let count = 0;
  const shown = <Answer>(request: Parameters<ApiClient['read']>[0], ask: () => Promise<Answer>) => {
    count += 1;
    show(`${title}: call ${count}, ${request.method} ${shownPath(request.path)}`);
    return ask();
  };
  return {
    get vendorTime() {
      return api.vendorTime;
    },
    read: (request) => shown(request, () => api.read(request)),
    repeatableWrite: (request) => shown(request, () => api.repeatableWrite(request)),
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../../support/terraform';

/** One answer as it reached the runner. */
export interface Answer {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Absent when nothing came. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** In how many pieces the body came, and how long it was. */
  readonly pieces: number;
  readonly bytes: number;
  /** The beginning of the body. */
  readonly body: string;
  /** Whether the answer came to its end. */
  readonly complete: boolean;
  /** The code or the message of what broke it. */
  readonly error?: string;
}

const PRELOAD = join(__dirname, 'record-answers.cjs');

/** What the runner of a lab saw, over all of its runs. */
export class Answers {
  private readonly log = join(newFolder('answers'), 'log');

  /** The variables that make a runner write its answers down; `options` are Node options of the test's own. */
  variables(options = ''): NodeJS.ProcessEnv {
    return { NODE_OPTIONS: `--require=${PRELOAD} ${options}`.trim(), ANSWERS_LOG: this.log };
  }

  /** All of them, in the order in which they ended. */
  read(): Answer[] {
    const lines = readFileSync(this.log, { encoding: 'utf8', flag: 'a+' }).split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Answer);
  }
}

const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const CHANGING = ['date', 'requestid', 'retry-after'];

/** What two runs of the same requests have in common, for a comparison. */
export function comparable({ headers = {}, body, ...rest }: Answer): string {
  const kept = Object.entries(headers).filter(([name]) => !CHANGING.includes(name));
  return JSON.stringify({ ...rest, headers: kept, body: body.replace(MOMENT, '') });
}

import { Option } from 'commander';
import type { RenderOptions } from '../review/render';
import { jsonText } from '../review/render/json';
import type { Terminal } from './terminal';
import { version } from './version';

/** The options that every command with a rendering has. */
export interface RenderingOptions {
  readonly format: string;
  readonly json?: boolean;
}

/** `--format`. */
export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'how to show it').choices(formats).default('text');
}

/** `--json`, where a command also has `--format`. */
export function jsonFormatOption(): Option {
  return new Option('--json', 'short for --format json').conflicts('format');
}

/** The format that was asked for, in either way. */
export function formatOf({ format, json }: RenderingOptions): string {
  return json ? 'json' : format;
}

/** `--json`, where text is the only other form. */
export function jsonOption(): Option {
  return new Option('--json', 'write JSON, for programs');
}

/** A document for programs: `version` grows when a reader would have to change. */
export function jsonDocument(kind: string, content: object): string {
  const head = { kind: `cdktf-cluster-restore/${kind}`, version: 1 };
  return jsonText({ ...head, ...content });
}

/** Colours are for people at a terminal; NO_COLOR and FORCE_COLOR decide where they are set. */
export function renderOptions({ env, isTty, width }: Terminal): RenderOptions {
  const isForced = (env.FORCE_COLOR ?? '') !== '' && env.FORCE_COLOR !== '0';
  const isOff = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  // A terminal that does not know its size says 0.
  return { colour: isForced || (isTty && !isOff), width: width || undefined, version };
}

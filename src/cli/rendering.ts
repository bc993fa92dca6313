import { Option } from 'commander';
import type { RenderOptions } from '../review/render';
import type { Terminal } from './terminal';
import { version } from './version';

/** The options that every command with a rendering has. */
export interface RenderingOptions {
  readonly format: string;
}

/** `--format`. */
export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'how to show it').choices(formats).default('text');
}

/** Colours are for people at a terminal; NO_COLOR and FORCE_COLOR decide where they are set. */
export function renderOptions({ env, isTty, width }: Terminal): RenderOptions {
  const isForced = (env.FORCE_COLOR ?? '') !== '' && env.FORCE_COLOR !== '0';
  const isOff = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return { colour: isForced || (isTty && !isOff), width, version };
}

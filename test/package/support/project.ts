import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { newFolder } from '../../support/terraform';

const ROOT = join(__dirname, '..', '..', '..');

/** The scripts of `package.json`, as npm reads them. */
export const npmScripts = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  }
).scripts;

/**
 * A small project around some real scripts of this one. Every other program is a stand-in that writes its
 * command line to a log, and fails when it is the one in the variable FAIL.
 */
export class Project {
  readonly folder = newFolder('scripts');
  readonly stands = join(this.folder, 'node_modules', '.bin');
  readonly #log = join(this.folder, 'commands.log');

  constructor(...scripts: readonly string[]) {
    mkdirSync(this.stands, { recursive: true });
    for (const script of ['package.json', ...scripts]) {
      mkdirSync(dirname(join(this.folder, script)), { recursive: true });
      copyFileSync(join(ROOT, script), join(this.folder, script));
    }
  }

  /** Puts stand-ins on the PATH; `then` is shell text that one runs when it does not fail. */
  standIn(names: readonly string[], then = ''): this {
    for (const name of names) {
      const text = [
        '#!/bin/sh',
        `line="${name}\${*:+ $*}"`,
        `echo "$line" >> '${this.#log}'`,
        'if [ "$line" = "$FAIL" ]; then echo "broken: $line"; exit 3; fi',
        then,
      ];
      writeFileSync(join(this.stands, name), `${text.join('\n')}\n`, { mode: 0o755 });
    }
    return this;
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  append(file: string, text: string): void {
    appendFileSync(join(this.folder, file), text);
  }

  /** Runs a program in the project; the PATH has the stand-ins, then what the shell itself needs. */
  run(
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): SpawnSyncReturns<string> {
    writeFileSync(this.#log, '');
    const path = `${this.stands}:/usr/bin:/bin`;
    const variables = { PATH: path, HOME: this.folder, TMPDIR: this.folder, ...env };
    return spawnSync(program, args, { cwd: this.folder, encoding: 'utf8', env: variables });
  }

  /** The command lines of the last run, in their order. */
  commands(): string[] {
    if (!existsSync(this.#log)) return [];
    return readFileSync(this.#log, 'utf8').split('\n').slice(0, -1);
  }
}

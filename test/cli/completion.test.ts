import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../support/terraform';
import { cli } from './cli';

const folder = newFolder('completion');
const script = async (shell: string) => {
  const { out, errors, code } = await cli(['completion', shell]);
  expect({ errors, code }).toEqual({ errors: [], code: 0 });
  const file = join(folder, `completion.${shell}`);
  writeFileSync(file, out);
  return file;
};

/** Runs text in a shell without anybody's settings; what it writes, word by word. */
function inShell(shell: string, args: readonly string[], text: string): string[] {
  const { status, stdout, stderr } = spawnSync(shell, [...args, '-c', text], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TERM: 'dumb' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

/** What each shell offers for the last word of a line. */
const offers: Readonly<Record<string, (file: string, words: readonly string[]) => string[]>> = {
  bash: (file, words) =>
    inShell(
      'bash',
      ['--norc'],
      `source ${file}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
       _cluster_restore; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ),
  // The functions with which zsh shows something, and the compinit of nobody, are stand-ins.
  zsh: (file, words) =>
    inShell(
      'zsh',
      ['-f'],
      `compdef() { : }; _files() { : }; compadd() { shift; print -l -- $@ }
       _describe() { local each; for each in \${(P)2}; do print -r -- \${each%%:*}; done }
       source ${file}; words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; PREFIX='${words.at(-1)}'
       _cluster_restore`,
    ).filter((word) => word.startsWith(words.at(-1) ?? '')),
  fish: (file, words) =>
    inShell('fish', ['--no-config'], `source ${file}; complete -C '${words.join(' ')}'`).map(
      (line) => line.split('\t')[0] ?? '',
    ),
};
const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0;
// bash is needed by .ci/run already; the others run where they are installed.
const shells = Object.keys(offers).filter((shell) => shell === 'bash' || isThere(shell));

describe.each(shells)('completion in %s', (shell) => {
  const offered = async (...words: string[]) =>
    (offers[shell]?.(await script(shell), ['cluster-restore', ...words]) ?? []).sort();

  test.each<[string[], string[]]>([
    [['p'], ['plan', 'preflight']],
    [['catalog', ''], ['pull']],
    [
      ['completion', ''],
      ['bash', 'fish', 'zsh'],
    ],
    [['plan', 'cdktf.out', '--js'], ['--json']],
    [['diff', 'a', 'b', '--terr'], ['--terraform-plan']],
    [['catalog', 'pull', '--o'], ['--out']],
    [['check', '--fail-on', 'de'], ['destructive']],
    [['check', '--format', 's'], ['sarif']],
    [['init', 'plan', '--vendor', 'c'], ['cockroach']],
    [
      ['backups', '--vendor', ''],
      ['cockroach', 'zilliz'],
    ],
  ])('of %j offers %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  test('offers every command', async () => {
    const { out } = await cli(['--help']);
    const commands = [...out.matchAll(/^ {2}([a-z]+)[ <[]/gm)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(8);
    expect(await offered('')).toEqual(expect.arrayContaining(commands.filter((c) => c !== 'help')));
  });
});

test.each(['bash', 'zsh', 'fish'])(
  'the script for %s names every option of every command',
  async (shell) => {
    const { out: help } = await cli(['--help']);
    const { out } = await cli(['completion', shell]);
    const commands = [...help.matchAll(/^ {2}([a-z]+)[ <[]/gm)].map(([, name = '']) => name);
    const flags: string[] = [];
    expect(commands.length).toBeGreaterThan(8);
    for (const command of commands.filter((name) => name !== 'help')) {
      const { out: own } = await cli([command, '--help']);
      for (const [, flag = ''] of own.matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)) {
        flags.push(flag);
        expect(out).toMatch(new RegExp(shell === 'fish' ? `-l ${flag}\\b` : `--${flag}\\b`));
      }
    }
    expect(flags.length).toBeGreaterThan(20);
  },
);

test('a shell that has no script is refused with those that have', async () => {
  const { errors, code } = await cli(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(errors[0]).toContain('Allowed choices are bash, zsh, fish.');
});

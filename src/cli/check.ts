import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type Command, Option } from 'commander';
import { objectionsOf } from '../review/check/objections';
import { diffOf } from '../review/diff/diff';
import { type Level, levels } from '../review/model/level';
import { planOfSource } from '../review/plan-source';
import { policyBreaks } from '../review/policy/breaks';
import { readPolicy } from '../review/policy/read';
import type { PolicyDocument } from '../review/policy/schema';
import { fileInGit } from '../review/read/files';
import { checkFormats, renderCheck } from '../review/render/check';
import { WrongInput } from '../review/wrong-input';
import { example } from './options';
import { formatOf, renderOptions } from './rendering';
import { addReviewOptions, type ReviewOptions } from './review-options';
import { CliExit, type Terminal } from './terminal';

interface Options extends ReviewOptions {
  readonly failOn: Level;
  readonly base?: string;
  readonly policy?: string;
}

/** `cluster-restore check`: the gate of CI. */
export function checkCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('check')
    .summary('fail on blocking findings and on changes that need approval')
    .description(
      'Exits with 1 on errors, on findings that are not acknowledged and on policy violations; ' +
        'with --fail-on also on changes that need approval.',
    )
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out')
    .addOption(
      new Option('--fail-on <level>', 'which changes need approval')
        .choices(levels)
        .default('never'),
    )
    .option('--base <base>', 'the previous version; only changes since then need approval')
    .option('--policy <file>', 'a JSON file with what the team allows, or revision:file in git');
  addReviewOptions(command, checkFormats).action((output: string, options: Options) => {
    const moment = options.now ?? terminal.now();
    const plan = planOfSource(output, terminal.cwd, moment, options.terraformPlan);
    const base =
      options.base === undefined ? undefined : planOfSource(options.base, terminal.cwd, moment);
    const policy = policyIn(options.policy, terminal.cwd);
    const objections = objectionsOf({
      plan,
      breaks: policy === undefined ? [] : policyBreaks(plan, policy, moment),
      allowed: policy?.allowedAddresses,
      failOn: options.failOn,
      ...(base === undefined ? {} : { diff: diffOf(base, plan) }),
    });
    terminal.write(renderCheck(plan, objections, formatOf(options), renderOptions(terminal)));
    if (objections.some(({ level }) => level === 'error')) terminal.end(CliExit.OBJECTED);
  });
  example(command, 'cluster-restore check cdktf.out --base base.out --fail-on destructive');
}

function policyIn(file: string | undefined, cwd: string): PolicyDocument | undefined {
  if (file === undefined) return undefined;
  const path = isAbsolute(file) ? file : join(cwd, file);
  // The policy of the base branch: what is reviewed must not say what is allowed.
  const text = existsSync(path) ? readFileSync(path, 'utf8') : fileInGit(cwd, file);
  if (text !== undefined) return readPolicy(file, text);
  throw new WrongInput(
    `--policy: there is no file ${JSON.stringify(file)}. Name a file, or "revision:file" for one that is committed in git.`,
  );
}

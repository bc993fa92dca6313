import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path/posix';
import { installedRunner, RUNNER_PATH } from '../../spec/runner-path';
import { once } from '../../text/once';
import { vendors } from '../../vendors';
import type { OutputFiles } from '../read/output';
import { digestOf, judge, type Unreviewed } from './unreviewed';

const OVERRIDE = /^(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/;
/** OpenTofu reads it in the place of the file of the same name that Terraform reads. */
const REPLACES = /^cdk\.tofu(?:\.json)?$/;
const CONFIGURATION = /\.(?:tf|tofu)(?:\.json)?$/;
const VALUES = /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/;

/** The files beside a stack that Terraform reads too. */
export function furtherFiles(stackFile: string, files: OutputFiles): Unreviewed[] {
  const folder = dirname(stackFile);
  return files
    .list(folder)
    .filter((name) => name !== basename(stackFile) && !name.startsWith('.'))
    .flatMap((name) => {
      const why = reasonOf(name);
      if (why === undefined) return [];
      const file = `${folder}/${name}`;
      const text = files.read(file) ?? '';
      const found = { address: file, digest: digestOf(text), ...judge(why, withoutEscapes(text)) };
      // It changes what the stack says, and with it everything that this review says.
      return [isInPlace(name) ? { ...found, failsFrom: 'never' as const } : found];
    });
}

/** Links, behind which another file may stand where Terraform runs, and providers that nobody installed. */
export function filesFromElsewhere(stackFile: string, files: OutputFiles): Unreviewed[] {
  const folder = dirname(stackFile);
  const installed = `${folder}/.terraform/providers`;
  const found = [stackFile, `${folder}/${RUNNER_PATH}`]
    .filter(files.isLink)
    .map((address): Unreviewed => {
      const why = 'a symbolic link: where Terraform runs, another file may be there';
      return { address, why, failsFrom: 'destructive', digest: digestOf(address) };
    });
  const areCommitted =
    files.list(`${folder}/.terraform`).includes('providers') && files.isCommitted(installed);
  if (!areCommitted) return found;
  const why =
    'providers that are committed: Terraform runs them instead of those that it would install';
  const digest = digestOf(installed);
  return [...found, { address: installed, why, failsFrom: 'any-change', digest }];
}

/** Folders beside the stacks of the manifest that hold Terraform's files: whoever runs each folder runs them too. */
export function furtherStacks(
  stackFiles: readonly string[],
  files: OutputFiles,
): (Unreviewed & { readonly stack: string })[] {
  const known = new Set(stackFiles.map((file) => dirname(file)));
  // A manifest without stacks hides those that are there.
  return [...new Set(['stacks', ...[...known].map((folder) => dirname(folder))])].flatMap(
    (parent) =>
      files.list(parent).flatMap((name) => {
        const folder = parent === '.' ? name : `${parent}/${name}`;
        if (known.has(folder) || parent === '.') return [];
        const held = files.list(folder).filter((one) => CONFIGURATION.test(one));
        if (held.length === 0) return [];
        const text = held.map((one) => files.read(`${folder}/${one}`) ?? '').join('\n');
        const why = judge(
          'a Terraform folder that the manifest does not name',
          withoutEscapes(text),
        );
        return [{ stack: name, address: `${folder}/${held[0]}`, digest: digestOf(text), ...why }];
      }),
  );
}

/** Whether Terraform takes values of variables from a file beside the stack. */
export function hasFileOfValues(stackFile: string, files: OutputFiles | undefined): boolean {
  return files?.list(dirname(stackFile)).some((name) => VALUES.test(name)) ?? false;
}

/** The runner of a stack, where it is not one of this release that knows the vendors of its restores. */
export function foreignRunner(
  stackFile: string,
  files: OutputFiles,
  vendorsOfStack: readonly string[],
): Unreviewed[] {
  const file = `${dirname(stackFile)}/${RUNNER_PATH}`;
  const own = installedRunners();
  const found = files.hash(file);
  const { knows } = own.find(({ hash }) => hash === found) ?? {};
  if (knows !== undefined && vendorsOfStack.every((vendor) => knows.includes(vendor))) return [];
  const why =
    found === undefined
      ? 'the runner is missing'
      : own.length === 0
        ? 'the runner could not be compared, because this installation has none'
        : knows !== undefined
          ? `the runner is that for ${knows.join()} alone, and the stack has restores of another vendor: none of its steps would run`
          : 'the runner is not that of this release; synthesise with the release that reviews';
  return [{ address: file, why, failsFrom: 'never', digest: found ?? '' }];
}

/** The runner that knows every vendor, and those for one vendor alone: synth takes the one that fits a stack. */
const installedRunners = once(() => {
  const names = vendors.map(({ name }) => name);
  return [names, ...names.map((name) => [name])].flatMap((knows) => {
    const file = installedRunner(knows);
    if (file === undefined) return [];
    return [{ knows, hash: createHash('sha256').update(readFileSync(file)).digest('hex') }];
  });
});

function isInPlace(name: string): boolean {
  return OVERRIDE.test(name) || REPLACES.test(name);
}

function reasonOf(name: string): string | undefined {
  if (isInPlace(name)) return 'a file that overrides the stack';
  if (CONFIGURATION.test(name)) return 'an additional Terraform file';
  return VALUES.test(name) ? 'a file that sets variables' : undefined;
}

/** Text of JSON without escapes, behind which a name could hide. */
function withoutEscapes(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

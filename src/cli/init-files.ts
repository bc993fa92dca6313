import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAMEWORK_NODE } from './framework-node';

// Two folders above this file, and above the bundle.
const PACKAGE = join(__dirname, '..', '..');
const FRAMEWORK = 'cdktf';

/** Where GitHub looks for a workflow, from the root of a repository. */
export const WORKFLOW = '.github/workflows/restore-review.yml';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Whether there is an app to begin with for this vendor. */
export function hasTemplate(vendor: string): boolean {
  return existsSync(templateOf(stackOf(vendor)));
}

const stackOf = (vendor: string) => `${vendor}/stack.ts`;
const templateOf = (file: string) => join(PACKAGE, 'templates', file);

/** The files of a new app with one restore, by their paths. `app` is its folder, from the root of its repository. */
export function appFiles(
  vendor: string,
  name: string,
  app: string,
): Readonly<Record<string, string>> {
  const template = (file: string) => readFileSync(templateOf(file), 'utf8');
  const workflow = readFileSync(join(PACKAGE, 'examples', 'ci', 'restore-review.yml'), 'utf8');
  return {
    'package.json': `${JSON.stringify(packageJson(name), null, 2)}\n`,
    'cdktf.json': template('app/cdktf.json'),
    'tsconfig.json': template('app/tsconfig.json'),
    'main.ts': template('app/main.ts'),
    'stack.ts': template(stackOf(vendor)),
    'stack.test.ts': template('app/stack.test.ts'),
    '.gitignore': template('app/gitignore'),
    'restore-policy.json': template(`${vendor}/restore-policy.json`),
    [WORKFLOW]: workflow.replace(
      '  APP: .\n',
      () => `  APP: ${/^[\w./-]+$/.test(app) ? app : JSON.stringify(app)}\n`,
    ),
  };
}

function packageJson(name: string): object {
  const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as Manifest;
  return {
    name,
    version: '0.0.0',
    private: true,
    engines: { node: `>=${FRAMEWORK_NODE}` },
    scripts: {
      synth: `${FRAMEWORK} synth`,
      review: 'cluster-restore plan',
      test: 'node --import tsx --test stack.test.ts',
      types: 'tsc',
    },
    dependencies: { [manifest.name]: `^${manifest.version}`, ...manifest.peerDependencies },
    devDependencies: {
      '@types/node': '^20.19.0',
      [`${FRAMEWORK}-cli`]: manifest.peerDependencies[FRAMEWORK],
      tsx: '^4.20.0',
      // TypeScript 7 is refused by ts-jest and by ts-node, which people add next.
      typescript: '~5.9.3',
    },
  };
}

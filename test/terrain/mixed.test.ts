import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackage, failureOf, project, ROOT, renamed, TERRAFORM, TERRAIN } from './package';

beforeAll(buildPackage);

const EXAMPLE = readFileSync(join(ROOT, 'examples', 'clone-for-staging', 'main.ts'), 'utf8');
const RESTORES = "from 'cdktf-cluster-restore'";

/** The line of the message, which Node prints above the stack of the app. */
const messageOf = (failure: string) =>
  failure.split('\n').find((line) => line.startsWith('Error: '));

test('this package in an app of CDK Terrain is refused in one line', () => {
  const app = renamed(EXAMPLE).replaceAll(
    /\{ PasswordSink, (.*) \} from 'cdktn-cluster-restore'/g,
    "{ PasswordSink, $1 } from 'cdktf-cluster-restore'",
  );
  const folder = project(app, { ...TERRAFORM, ...TERRAIN });
  expect(messageOf(failureOf(folder))).toBe(
    'Error: [staging/articles] the stack is a cdktn stack, but cdktf-cluster-restore provides constructs for cdktf. ' +
      'Install and import cdktn-cluster-restore.',
  );
});

test('the package for CDK Terrain in an app of CDK for Terraform is refused in one line', () => {
  const app = EXAMPLE.replace(RESTORES, "from 'cdktn-cluster-restore'");
  const folder = project(app, { ...TERRAIN, ...TERRAFORM });
  expect(messageOf(failureOf(folder))).toBe(
    'Error: [staging/articles] the stack is a cdktf stack, but cdktn-cluster-restore provides constructs for cdktn. ' +
      'Install and import cdktf-cluster-restore.',
  );
});

test('an app of CDK Terrain without the null provider gets the lines for its package', () => {
  const app = renamed(EXAMPLE).replace("new NullProvider(stack, 'null');", '');
  expect(failureOf(project(app, TERRAIN))).toContain(
    `[staging] the null provider is missing, but restores are null resources. Add import { NullProvider } from 'cdktn-cluster-restore' and new NullProvider(stack, "null").`,
  );
});

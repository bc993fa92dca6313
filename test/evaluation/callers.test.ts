import { join } from 'node:path';
import { type Issue, renderIssue } from '../../src/evaluation/issue';
import { cli } from '../cli/cli';
import { refusalOf, synthesised } from '../support/app';
import { runStep } from '../support/runner';
import { newFolder } from '../support/terraform';
import { restoredCluster } from '../support/zilliz';

// A prop of the wrong form, and one that a rule refuses.
const wrong = { targetProject: 'staging', cuSize: 3 };
const FINDINGS = [
  'targetProject: must be a Zilliz Cloud project id, got "staging". Copy it from the project settings; it looks like "proj-0123456789abcdef012345". [ZILLIZ_PROJECT_ID]',
  'cuSize: must be one of 1, 2, 4, 8, 12 … 64, 72 … 256, 272 … 2048, got 3. Use 2 or 4, a size that Dedicated clusters have. [ZILLIZ_CU_SIZE]',
];

/** The folder of a stack with that declaration; its checks are skipped, as an app may. */
function skipped(): string {
  return synthesised((stack) => {
    Object.defineProperty(stack.node.root, 'skipValidation', { value: true });
    restoredCluster(stack, wrong);
  }, newFolder('callers'));
}

describe('one wrong declaration, judged by one evaluator', () => {
  test('stops synth', () => {
    expect(refusalOf((stack) => restoredCluster(stack, wrong))).toEqual(
      FINDINGS.map((line) => `[stack/articles] ${line}`),
    );
  });

  test('stops the runner, before it asks for a key', async () => {
    const { code, stderr } = await runStep(skipped(), 'submit', {});
    expect(stderr.trimEnd().split('\n').slice(0, 2)).toEqual(
      FINDINGS.map((line) => `stack/articles: ${line}`),
    );
    expect(code).toBe(2);
  });

  test('is a finding of the review', async () => {
    const { out } = await cli(['plan', join(skipped(), '../..'), '--format', 'json']);
    const { restores } = JSON.parse(out) as { restores: { findings: Issue[] }[] };
    expect(restores[0]?.findings.map(renderIssue)).toEqual(expect.arrayContaining(FINDINGS));
  });

  test('stops a preflight of it', async () => {
    const env = { ZILLIZ_API_KEY: 'key', ZILLIZ_BASE_URL: 'http://127.0.0.1:9' };
    const { out, code } = await cli(['preflight', join(skipped(), '../..')], { env });
    expect(out).toContain(
      '  WRONG   declaration     the declaration is wrong, so nothing was checked. Fix the findings of "npx cluster-restore check" first.',
    );
    expect(code).toBe(1);
  });
});

import type { Checkable } from '../../../src/evaluation/evaluate';
import { RunnerError } from '../../../src/runner/exit/exit-code';
import { checkDeclaration } from '../../../src/runner/step/check-declaration';
import { readSpec } from '../../../src/runner/step/read-spec';
import { SPEC_VARIABLE } from '../../../src/spec/names';
import { zilliz } from '../../../src/zilliz/definition';
import { BACKUP, SOURCE_CLUSTER } from '../../support/zilliz';

const operation = zilliz.operations.restoreCollections as unknown as Checkable;
const declaration = {
  backup: { clusterId: SOURCE_CLUSTER, backupId: BACKUP },
  targetCluster: 'in01-2f81c0a5d4e6f78',
};

describe('the declaration of a step', () => {
  /** What is said of it, and how the step ends. */
  function check(change: object, begun = false, acknowledge: readonly object[] = []) {
    const spec = {
      ...{ path: 'stack/articles', declaration: { ...declaration, ...change }, acknowledge },
    } as unknown as Parameters<typeof checkDeclaration>[1];
    const said: string[] = [];
    try {
      checkDeclaration(operation, spec, begun, (line) => said.push(line));
      return { said };
    } catch (error) {
      if (!(error instanceof RunnerError)) throw error;
      return { said, exitCode: error.exitCode, message: error.message };
    }
  }

  test('that is right is not spoken of', () => {
    expect(check({})).toEqual({ said: [] });
    expect(check({}, true)).toEqual({ said: [] });
  });

  test('that is wrong ends the step, with each problem in a line', () => {
    const wrong = { targetCluster: 'x', backup: { clusterId: 'y', backupId: BACKUP } };
    for (const begun of [false, true]) {
      const { said, ...end } = check(wrong, begun);
      expect(said.length).toBeGreaterThan(1);
      expect(said.every((line) => line.startsWith('stack/articles: '))).toBe(true);
      expect(said.join()).toContain('targetCluster');
      expect(end).toEqual({
        exitCode: 2,
        message: `the declaration of stack/articles has ${said.length} problems. Nothing was called. Correct it and apply again.`,
      });
    }
  });

  test('whose backup has expired ends the step, unless it has begun', () => {
    const known = { expireTime: '2020-01-01T00:00:00Z' };
    const expired = { backup: { ...declaration.backup, known } };
    const { said, message } = check(expired);
    expect([said.length, message]).toEqual([
      1,
      'the declaration of stack/articles has 1 problem. Nothing was called. Correct it and apply again.',
    ]);
    expect(check(expired, true)).toEqual({ said: [] });
  });
});

describe('the spec of a step', () => {
  const again = 'Run cdktf synth with the same version of cdktf-cluster-restore.';

  test('is the one in its variable, with the values of others', () => {
    const spec = { version: 1, path: 'stack/all', step: 'wait-for-all', members: 2 };
    expect(readSpec({ [SPEC_VARIABLE]: JSON.stringify(spec) })).toEqual(spec);
  });

  test('that is missing is reported as such', () => {
    expect(() => readSpec({})).toThrow(
      `${SPEC_VARIABLE} is not set: Terraform starts this program, with a spec that cdktf synth wrote. ${again}`,
    );
  });

  test.each(['', 'x', '{}', '[]', '{"version":1,"step":"none"}'])('is not %j', (text) => {
    expect(() => readSpec({ [SPEC_VARIABLE]: text })).toThrow(
      `${SPEC_VARIABLE} is not a step of a restore that this version can read. ${again}`,
    );
  });
});

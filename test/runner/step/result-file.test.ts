import { readFileSync } from 'node:fs';
import { resourceId, writeResult } from '../../../src/runner/step/result-file';
import { newJournal } from '../../support/step';

const env = (id?: string) => (id === undefined ? {} : { CLUSTER_RESTORE_RESOURCE_ID: id });

test('a result has the id of its resource in its name and inside', () => {
  const journal = newJournal();
  writeResult({ env: env('812-a_Z'), journal }, 'submitted', {
    job_id: 'job-1',
    recorded_from: 'x',
  });
  const file = journal.resultFile('submitted', '812-a_Z');
  expect(file).toContain('submitted-812-a_Z.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    job_id: 'job-1',
    recorded_from: '812-a_Z',
  });
});

test.each([undefined, '', '../1', 'a/b', '1\n', '1.json'])(
  'an id that makes another file is refused: %j',
  (id) => {
    expect(() => resourceId(env(id))).toThrow(
      `CLUSTER_RESTORE_RESOURCE_ID must be the id of the resource, got ${JSON.stringify(id ?? '')}.`,
    );
  },
);

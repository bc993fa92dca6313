import fc from 'fast-check';
import { vendors } from '../../src/vendors';
import {
  cockroachCluster,
  cockroachDatabases,
  cockroachDrill,
  cockroachMarks,
  cockroachPassword,
  cockroachSettings,
  cockroachTables,
} from './printed/cockroach';
import { type Case, compare } from './printed/compare';
import {
  zillizCluster,
  zillizCollections,
  zillizDrill,
  zillizMarks,
  zillizPolicy,
} from './printed/zilliz';

const RUNS = 16;
/** Of what has few forms. */
const FEW_RUNS = 6;
const COMPARED: readonly (readonly [string, number, fc.Arbitrary<Case>])[] = [
  ['zilliz restoreCluster', RUNS, zillizCluster],
  ['zilliz restoreCollections', RUNS, zillizCollections],
  ['zilliz restoreCluster as a drill', FEW_RUNS, zillizDrill],
  ['zilliz backupPolicy', FEW_RUNS, zillizPolicy],
  ['zilliz clusterMarks', FEW_RUNS, zillizMarks],
  ['cockroach restoreCluster', RUNS, cockroachCluster],
  ['cockroach restoreDatabases', RUNS, cockroachDatabases],
  ['cockroach restoreTables', RUNS, cockroachTables],
  ['cockroach drillDatabase', FEW_RUNS, cockroachDrill],
  ['cockroach backupSettings', RUNS, cockroachSettings],
  ['cockroach clusterMarks', FEW_RUNS, cockroachMarks],
  ['cockroach sqlUserPassword', FEW_RUNS, cockroachPassword],
];

test.each(COMPARED)(
  'what the review prints of %s is what arrives, byte for byte',
  async (_name, numRuns, cases) => {
    await fc.assert(fc.asyncProperty(cases, compare), { numRuns });
  },
);

test('every operation and every setting of every vendor is among them', () => {
  const all = vendors.flatMap(({ name, definition: { operations, settings = {} } }) =>
    Object.keys({ ...operations, ...settings }).map((one) => `${name} ${one}`),
  );
  expect(all.length).toBeGreaterThan(vendors.length);
  expect(all.filter((one) => !COMPARED.some(([title]) => title === one))).toEqual([]);
});

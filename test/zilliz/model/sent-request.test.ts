import { compareWithRequest, sentRequestOf } from '../../../src/zilliz/model/sent-request';

const KEY = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const body = {
  targetProjectId: 'proj-a',
  clusterName: 'clone',
  cuSize: 2,
  collectionStatus: 'KEEP',
};
const recorded = {
  request: JSON.stringify(body),
  region_id: 'aws-us-west-2',
  project_plan: 'BusinessCritical',
};
const cluster = {
  projectId: 'proj-a',
  clusterName: 'clone',
  cuSize: 2,
  regionId: 'aws-us-west-2',
  plan: 'Business Critical',
};
const compare = (change: object, sent: object = {}) => {
  const facts = { ...recorded, request: JSON.stringify({ ...body, ...sent }) };
  const request = sentRequestOf(facts);
  if (request === undefined) throw new Error('nothing is recorded');
  return compareWithRequest(request, { ...cluster, ...change });
};

test('a cluster as it was asked for has no problem', () => {
  expect(compare({})).toEqual({ problems: [], unconfirmed: [] });
  expect(compare({ keyIdentifier: KEY }, { keyIdentifier: KEY })).toEqual({
    problems: [],
    unconfirmed: [],
  });
});

test('a project sent under its other name counts as well', () => {
  const { targetProjectId: projectId, ...rest } = body;
  const facts = { request: JSON.stringify({ projectId, ...rest }) };
  expect(sentRequestOf(facts)?.projectId).toBe('proj-a');
});

test.each<[string, object, string]>([
  ['project', { projectId: 'proj-default' }, 'its project is "proj-default", not "proj-a"'],
  ['name', { clusterName: 'other' }, 'its name is "other", not "clone"'],
  ['size', { cuSize: 4 }, 'its CU size is 4, not 2'],
  ['region', { regionId: 'aws-eu-1' }, 'its region is "aws-eu-1", not "aws-us-west-2"'],
  ['plan', { plan: 'Standard' }, 'its plan is "Standard", not "BusinessCritical"'],
])('another %s is a problem', (_title, change, problem) => {
  expect(compare(change)).toEqual({ problems: [problem], unconfirmed: [] });
});

test.each([
  ['project', 'projectId', '"proj-a"'],
  ['name', 'clusterName', '"clone"'],
  ['CU size', 'cuSize', '2'],
  ['region', 'regionId', '"aws-us-west-2"'],
  ['plan', 'plan', '"BusinessCritical"'],
])('a %s that the API leaves out is not confirmed, and no problem', (what, field, value) => {
  expect(compare({ [field]: undefined })).toEqual({
    problems: [],
    unconfirmed: [`its ${what} (${value})`],
  });
});

test('the key: another one and none are problems, a missing field is not confirmed', () => {
  const sent = { keyIdentifier: KEY };
  const problem = (got: string) => [
    `it should be encrypted with ${KEY}, and the API reports ${got}`,
  ];
  expect(compare({ keyIdentifier: 'arn:other' }, sent).problems).toEqual(problem('"arn:other"'));
  expect(compare({ keyIdentifier: null }, sent).problems).toEqual(problem('"no key"'));
  expect(compare({}, sent)).toEqual({
    problems: [],
    unconfirmed: [`its encryption with ${KEY}`],
  });
});

test('a declaration of today is not asked: without a key in the request none is expected', () => {
  expect(compare({ keyIdentifier: KEY }).problems).toEqual([]);
});

test.each([[undefined], [''], ['{'], ['{}'], ['null']])('%j records no request', (request) => {
  expect(sentRequestOf({ request } as Record<string, string>)).toBeUndefined();
});

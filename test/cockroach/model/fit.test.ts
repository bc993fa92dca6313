import { fitOf } from '../../../src/cockroach/model/fit';

const cluster = (cockroach_version: string, ...regions: string[]) => ({
  cockroach_version,
  regions: (regions.length === 0 ? ['us-east-1'] : regions).map((name) => ({ name })),
});
const of = (from: string, to: string, backupVersion?: string) =>
  fitOf(cluster(from), cluster(to), { plan: 'STANDARD', backupVersion });

test.each([
  ['v25.2.1', 'v25.2.9'],
  ['v25.2.1', 'v25.3.0'],
  ['v25.2.1', 'v25.4.0'],
  ['v25.4.1', 'v26.2.0'],
  ['v26.2.0', 'v26.3.0'],
  ['v26.4.1', 'v26.4.0'],
])('a backup of %s goes to %s', (from, to) => {
  expect(of(from, to)).toEqual({ impossible: [], open: [] });
});

test.each([
  ['v26.2.0', 'v25.2.0', 'which is older'],
  ['v25.2.0', 'v26.1.0', 'more than one major version later'],
  ['v26.2.0', 'v26.4.0', 'neither the API nor the version table up to v26.3 says'],
  ['', 'v25.2.0', 'the API reports no version of the source'],
  ['v25.2.0', '', 'the API reports no version of the destination'],
])('whether a backup of %j goes to %j is open', (from, to, why) => {
  const { impossible, open } = of(from, to);
  expect(impossible).toEqual([]);
  expect(open).toHaveLength(1);
  expect(open[0]).toContain(why);
});

test('the version of the backup decides where it is stated', () => {
  expect(of('v26.2.0', 'v25.4.0', 'v25.4')).toEqual({ impossible: [], open: [] });
  expect(of('v26.2.0', 'v25.2.0', 'v25.4').impossible).toEqual([
    'the backup is of v25.4 and the destination runs v25.2.0, which is older',
  ]);
  expect(of('v26.2.0', 'v26.2.0', 'v25.2').open).toHaveLength(1);
});

describe('the API’s list of versions', () => {
  const listed = (from: string, to: string, upgrades: readonly string[] | undefined) =>
    fitOf(cluster(from), cluster(to), { plan: 'STANDARD', upgrades });

  test.each<[string, string, string[]]>([
    ['v26.2.0', 'v26.4.1', ['v26.3', 'v26.4']],
    ['v25.4.2', 'v26.3.0', ['v26.1', 'v26.2', 'v26.3']],
    ['v25.4.2', 'v25.4.9', []],
  ])('permits %s to %s, whatever the table says', (from, to, upgrades) => {
    expect(listed(from, to, upgrades)).toEqual({ impossible: [], open: [] });
  });

  test.each<[string, string, string[], string]>([
    ['v25.2.0', 'v25.4.0', ['v25.3'], 'the API lists v25.3 for it'],
    ['v25.2.0', 'v25.4.0', [], 'the API lists no later version for it'],
    ['v25.2.0', 'v25.4.0', ['latest'], 'the API lists latest for it'],
  ])('does not permit %s to %s where it has %j', (from, to, upgrades, why) => {
    expect(listed(from, to, upgrades).open).toEqual([
      `the source runs ${from} and the destination ${to}, more than one major version later; ${why}`,
    ]);
  });

  test('never permits an older destination', () => {
    expect(listed('v26.2.0', 'v25.4.0', ['v25.4']).open[0]).toContain('which is older');
  });

  test('without a response the version table decides, as far as it goes', () => {
    expect(listed('v25.4.2', 'v26.2.0', undefined).open).toEqual([]);
    expect(listed('v26.3.0', 'v26.4.0', undefined).open).toHaveLength(1);
  });
});

test('several regions do not go into one on Basic and Standard', () => {
  const [three, one] = [cluster('v25.2', 'a', 'b', 'c'), cluster('v25.2', 'a')];
  const standard = { plan: 'STANDARD' };
  expect(fitOf(three, one, standard).open[0]).toContain('has 3 regions and the destination one');
  expect(fitOf(one, three, standard).open).toEqual([]);
  expect(fitOf(three, three, standard).open).toEqual([]);
  expect(fitOf({ ...three, regions: [] }, one, standard).open[0]).toContain('reports no regions');
});

test('on Advanced the regions of the source are in the destination, or localities are skipped', () => {
  const [two, other] = [cluster('v25.2', 'a', 'b'), cluster('v25.2', 'b')];
  const advanced = { plan: 'ADVANCED' };
  expect(fitOf(two, other, advanced).open[0]).toContain('the destination lacks a');
  expect(fitOf(other, two, advanced).open).toEqual([]);
  expect(fitOf(two, other, { ...advanced, skipLocalitiesCheck: true }).open).toEqual([]);
});

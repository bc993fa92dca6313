import {
  applyAdopting,
  applyAgain,
  restoreAgain,
  takeDown,
  takeDownAll,
  untaint,
} from '../../src/records/commands';
import { environmentsOf } from '../../src/records/environments';
import type { LedgerEntry } from '../../src/records/ledger';
import { declared, entry, held, place, records } from './support/values';

const all = records([place()]);
const TERRAFORM = 'terraform -chdir=out/stacks/stack';
const DESTROY = `${TERRAFORM} destroy -target=null_resource.submit`;
const EACH = 'npx cluster-restore sweep out --delete';
const NAMED = `${EACH} --yes-name articles`;
const unheld = { inState: undefined };
const lost = held({ submitAddress: undefined });
const retained = { declared: declared({ removalPolicy: 'retain' }) };
const gone = entry({ declared: undefined });

describe('a restore is taken down', () => {
  test.each<[string, LedgerEntry, string, string | undefined]>([
    ['by its destroy step', entry(), DESTROY, DESTROY],
    [
      'by the next apply, where the code removes it',
      entry({ isRemoving: true }),
      `${TERRAFORM} apply`,
      `${TERRAFORM} apply`,
    ],
    ['by sweep, where nothing declares it', gone, NAMED, EACH],
    ['by sweep, where it is deposed', entry({ inState: held({ isDeposed: true }) }), NAMED, EACH],
    ['by sweep, where no state holds it', entry(unheld), NAMED, EACH],
    [
      'by its destroy step, where a state may hold it',
      entry({ ...unheld, isStateKnown: false }),
      DESTROY,
      DESTROY,
    ],
    ['by both, where destroy retains it', entry(retained), `${DESTROY} && ${NAMED}`, DESTROY],
    [
      'once it is no longer tainted',
      entry({ inState: held({ isTainted: true }) }),
      `${TERRAFORM} untaint null_resource.submitted && ${DESTROY}`,
      undefined,
    ],
    [
      'by the address that is declared, where the state has lost it',
      entry({ inState: lost }),
      DESTROY,
      undefined,
    ],
    [
      'by its path, where there is no address',
      entry({ inState: lost, declared: declared({ submitAddresses: [] }) }),
      `${TERRAFORM} destroy -target=stack/articles`,
      undefined,
    ],
    ['in its workspace', entry({ workspace: 'pr 1' }), `TF_WORKSPACE='pr 1' ${DESTROY}`, undefined],
  ])('%s', (_title, one, named, unnamed) => {
    expect(takeDown(all, one, 'articles')).toBe(named);
    if (unnamed !== undefined) expect(takeDown(all, one, undefined)).toBe(unnamed);
  });
});

describe('an environment is taken down', () => {
  const other = entry({
    inState: held({
      submitAddress: 'null_resource.a',
      address: 'null_resource.b',
      isTainted: true,
    }),
  });
  const both = `${TERRAFORM} untaint null_resource.b && ${TERRAFORM} destroy -target=null_resource.a -target=null_resource.submit`;
  test.each<[string, LedgerEntry[], string]>([
    ['in one run', [entry(), other, entry()], both],
    ['and what a destroy would forget by sweep', [entry(), other, gone], `${both} && ${EACH}`],
    ['by sweep alone, where nothing is destroyed', [gone], EACH],
    [
      'by sweep first, where something is deposed',
      [entry(), entry({ inState: held({ isDeposed: true }) })],
      EACH,
    ],
    ['by nothing else', [], EACH],
  ])('%s', (_title, members, command) => {
    expect(takeDownAll(all, members)).toBe(command);
  });
});

test('the other commands name folder, address and id as a shell reads them', () => {
  const elsewhere = records([place()], [], { output: "o'ut" });
  const chdir = `terraform -chdir='o'\\''ut/stacks/stack'`;
  expect(applyAgain(elsewhere, entry())).toBe(`${chdir} apply`);
  expect(applyAdopting(elsewhere, 'stack', 'cluster_id=in01-1')).toBe(
    `CLUSTER_RESTORE_ADOPT='cluster_id=in01-1 password=delivered' ${chdir} apply`,
  );
  expect(untaint(all, entry({ inState: held({ address: 'a["b"]' }) }))).toBe(
    `${TERRAFORM} untaint 'a["b"]'`,
  );
  const again = (one: LedgerEntry) => restoreAgain(all, one);
  expect(again(entry())).toBe(`${TERRAFORM} apply -replace=null_resource.submit`);
  expect(again(entry({ inState: lost, declared: declared({ submitAddresses: ['d', 'e'] }) }))).toBe(
    `${TERRAFORM} apply -replace=d`,
  );
});

describe('the environments of restores', () => {
  const about = {
    environment: 'pr-1',
    owner: 'search',
    dataClass: 'secret',
    expiresOn: '2026-12-01',
  };
  const member = (change: Partial<LedgerEntry> = {}, isExpired = false) => ({
    entry: entry({ about, ...change }),
    isExpired,
  });

  test('are reported once, each with its members and what takes them down', () => {
    const members = [
      member(),
      member({ about: {} }),
      member({ inState: held({ submitAddress: 'x' }) }, true),
    ];
    expect(environmentsOf(all, members)).toEqual([
      {
        ...{ name: 'pr-1', stack: 'stack', workspace: 'default', restores: 2, isExpired: true },
        ...{ owner: 'search', dataClass: 'secret', expiresOn: '2026-12-01' },
        command: `${TERRAFORM} destroy -target=null_resource.submit -target=x`,
      },
    ]);
    expect(environmentsOf(all, [member()])[0]?.isExpired).toBe(false);
  });

  test.each([
    ['another stack', { stack: 'b' }],
    ['another workspace', { workspace: 'b' }],
    ['another name', { about: { environment: 'b' } }],
  ])('with %s are others', (_title, change) => {
    expect(environmentsOf(all, [member(), member(change)]).map(({ restores }) => restores)).toEqual(
      [1, 1],
    );
  });
});

import { cockroach, PasswordSink } from '../../../src';
import { labels } from '../../../src/cockroach/rules/labels';
import { onePassword } from '../../../src/cockroach/rules/one-password';
import { passwordFile } from '../../../src/cockroach/rules/password-file';
import { renderIssue } from '../../../src/evaluation/issue';
import { refusalOf } from '../../support/app';
import { restoredCockroach } from '../../support/cockroach';
import { foundBy } from '../../support/rules';
import { found, ofCluster, unknownText } from '../support';

const labelled = (change: Partial<cockroach.RestoredClusterProps>) =>
  ofCluster({ labelDestination: true, ...change });

describe('COCKROACH_LABELS', () => {
  test('rejects what cannot be a label, each prop in a line', () => {
    expect(labelled({ owner: 'Jane Doe', dataClass: 'customer data' })).toEqual([
      'owner: cannot be a label of CockroachDB Cloud, which has lower-case letters, digits and dashes, at most 63, got "Jane Doe". Write it as a label, for example "jane-doe", or leave labelDestination out. [COCKROACH_LABELS]',
      'dataClass: cannot be a label of CockroachDB Cloud, which has lower-case letters, digits and dashes, at most 63, got "customer data". Write it as a label, for example "customer-data", or leave labelDestination out. [COCKROACH_LABELS]',
    ]);
  });

  test('rejects a label of nothing', () => {
    expect(labelled({})).toEqual([
      'labelDestination: has nothing to write: owner, dataClass and expiresOn are not given, got true. Give at least one of them, or leave labelDestination out. [COCKROACH_LABELS]',
    ]);
  });

  test.each<[string, Partial<cockroach.RestoredClusterProps>, number]>([
    ['63 characters', { owner: 'a'.repeat(63) }, 0],
    ['64 characters', { owner: 'a'.repeat(64) }, 1],
    ['a day', { expiresOn: '2026-12-31' }, 0],
    ['an underscore', { owner: 'orders_team' }, 1],
    ['any text where nothing is labelled', { owner: 'Jane Doe', labelDestination: false }, 0],
  ])('boundary: %s', (_title, change, count) => {
    expect(labelled(change)).toHaveLength(count);
  });

  test('leaves what is known after apply to the runner', () => {
    expect(found(labels, { labelDestination: true }, ['owner'])).toEqual([]);
    expect(found(labels, { labelDestination: true, owner: 'Orders' })).toHaveLength(1);
  });
});

const sink = PasswordSink.file('app.password');
type Users = Record<string, Partial<cockroach.SqlUserPasswordProps>>;

/** What synth says of new passwords for users of a restored cluster. */
const ofUsers = (users: Users) =>
  refusalOf((stack) => {
    const restored = restoredCockroach(stack);
    for (const [id, change] of Object.entries(users)) {
      const props = { restored, sqlUser: 'app', passwordSink: sink, ...change };
      new cockroach.SqlUserPassword(stack, id, props);
    }
  }).map((line) => line.replace(/^\[[^\]]*\] /, ''));

describe('COCKROACH_ONE_PASSWORD', () => {
  test('rejects a second password of one user', () => {
    const lines = ofUsers({ one: {}, two: { passwordSink: PasswordSink.file('two.password') } });
    expect(lines).toEqual([
      'sqlUser: already gets its password from stack/one, got "app". Remove one of them: the sink of the other would keep a password that no longer works. [COCKROACH_ONE_PASSWORD]',
    ]);
  });

  test('accepts two users, and the same name in two restores', () => {
    const reports = { sqlUser: 'reports', passwordSink: PasswordSink.discard() };
    expect(ofUsers({ one: {}, two: reports })).toEqual([]);
    const declaration = { restore: 'stack/other', sqlUser: 'app' };
    const first = { claimedFirst: 'stack/other-user' };
    expect(foundBy(onePassword, declaration, first).map(renderIssue)).toHaveLength(1);
    expect(foundBy(onePassword, declaration)).toEqual([]);
  });

  test('says nothing of a user who is known after apply', () => {
    expect(foundBy(onePassword, { restore: 'stack/orders' })).toEqual([]);
  });
});

describe('COCKROACH_PASSWORD_FILE', () => {
  const ofSurroundings = (backend: string, passwordSink: string) =>
    foundBy(passwordFile, {}, { surroundings: { backend, passwordSink } }).map(renderIssue);

  test('warns of a file where any machine may apply', () => {
    expect(ofSurroundings('s3', 'file')).toEqual([
      'passwordSink: writes to a file on the machine that applies, and with backend "s3" that may be a worker that is deleted after the run. Pass the password to a vault with PasswordSink.command, or acknowledge this if the machine is kept. [COCKROACH_PASSWORD_FILE]',
    ]);
  });

  test('accepts a command, and a file with a local state', () => {
    expect([ofSurroundings('s3', 'command'), ofSurroundings('local', 'file')]).toEqual([[], []]);
  });
});

describe('bad input', () => {
  test('of a password: each prop in a line, all at once', () => {
    const wrong = { restored: 'orders', sqlUser: '..', passwordSink: 'secret', forceIt: 1 };
    expect(ofUsers({ one: wrong as never })).toEqual([
      'restored: must be a RestoredCluster: databases and tables bring no SQL users. Give the construct that restores the whole cluster. [COCKROACH_PROPS]',
      'forceIt: is not a prop of this construct. Remove it or correct its spelling. [COCKROACH_PROPS]',
      'sqlUser: must be the name of a SQL user: not empty, not "." or ".." in any encoding, without control characters, got "..". Give the name as the cluster lists it. [COCKROACH_PROPS]',
      'passwordSink: needs a PasswordSink. Create it with PasswordSink.file, .command or .discard: the vendor shows the password once. [COCKROACH_PROPS]',
    ]);
  });

  test('a restore of databases has no users to give a password', () => {
    const other = { node: { path: 'stack/other' }, restoreId: 'x', clusterId: 'y' };
    expect(ofUsers({ one: { restored: other as never } })[0]).toMatch(/^restored: must be a/);
  });

  test.each<[string, unknown, string]>([
    ['an empty name', '', 'sqlUser: must be the name of a SQL user'],
    ['no name', undefined, 'sqlUser: is missing; it must be the name of a SQL user'],
    ['a control character', 'a\u0007', 'sqlUser: must be the name of a SQL user'],
  ])('%s', (_title, sqlUser, said) => {
    expect(ofUsers({ one: { sqlUser: sqlUser as string } })[0]).toContain(said);
  });

  test('a name that is known after apply is left to the runner', () => {
    const lines = refusalOf((stack) => {
      const props = { restored: restoredCockroach(stack), passwordSink: sink };
      new cockroach.SqlUserPassword(stack, 'one', { ...props, sqlUser: unknownText(stack) });
    });
    expect(lines).toEqual([]);
  });

  test('one file takes one password', () => {
    const lines = ofUsers({ one: {}, two: { sqlUser: 'reports' } });
    expect(lines).toEqual([
      'passwordSink: must be a separate file, and stack/one writes its password there, got "app.password". Choose another file: one password would overwrite the other. [COCKROACH_PROPS]',
    ]);
  });

  test('of marks: each prop in a line, all at once', () => {
    const wrong = { labelDestination: 'yes', deletionProtection: 'on', owner: 'a b' };
    expect(ofCluster(wrong as never)).toEqual([
      'labelDestination: must be true or false, got "yes". Give a boolean. [COCKROACH_PROPS]',
      'deletionProtection: must be true or false, got "on". Give a boolean. [COCKROACH_PROPS]',
    ]);
  });
});

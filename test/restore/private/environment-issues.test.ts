import { Lazy } from 'cdktf';
import { renderIssue } from '../../../src/evaluation/issue';
import type { ClonedEnvironmentProps } from '../../../src/restore/cloned-environment-props';
import { Expiry } from '../../../src/restore/expiry';
import { PasswordSink } from '../../../src/restore/password-sink';
import { environmentIssues, soundFacts } from '../../../src/restore/private/environment-issues';

const text = Lazy.stringValue({ produce: () => 'text' });
const sound = {
  name: 'pr-12',
  owner: 'search',
  dataClass: 'public',
  expires: Expiry.on('2026-12-31', { reason: 'the test takes longer' }),
  passwordSink: PasswordSink.discard(),
  sequential: true,
};

type Change = Readonly<Record<string, unknown>>;

/** The props of an environment, right but for a change. */
const propsWith = (change: Change) => ({ ...sound, ...change }) as ClonedEnvironmentProps;

function lines(change: Change, sameName?: string): string[] {
  return environmentIssues(propsWith(change), sameName).map((issue) =>
    renderIssue(issue).replace(/ \[ENVIRONMENT\]$/, ''),
  );
}

test.each<[string, Change]>([
  ['all props', {}],
  ['only those that are needed', { passwordSink: undefined, sequential: undefined }],
  ['one letter', { name: 'a' }],
  ['30 letters', { name: 'a'.repeat(30) }],
  ['digits at both ends', { name: '1-a-1' }],
])('an environment is accepted with %s', (_title, change) => {
  expect(lines(change)).toEqual([]);
});

const name =
  'name: must be 1 to 30 lower-case letters, digits and hyphens, with a letter or digit at both ends';
const nameFix = 'Choose a name such as "pr-12".';
const expiresFix = 'Write it as Expiry.on("2026-12-31") or Expiry.daysAfter("2026-12-01", 14).';

test.each<[string, Change, string]>([
  ['a name that is a token', { name: text }, 'name: must be known at synth. Give a string.'],
  ['a name that is a number', { name: 12 }, `${name}, got 12. ${nameFix}`],
  ['no name', { name: undefined }, `${name}. ${nameFix}`],
  ['an empty name', { name: '' }, `${name}, got "". ${nameFix}`],
  ['a capital', { name: 'PR-12' }, `${name}, got "PR-12". ${nameFix}`],
  ['a hyphen first', { name: '-a' }, `${name}, got "-a". ${nameFix}`],
  ['a hyphen last', { name: 'a-' }, `${name}, got "a-". ${nameFix}`],
  ['an underscore', { name: 'a_b' }, `${name}, got "a_b". ${nameFix}`],
  ['31 letters', { name: 'a'.repeat(31) }, `${name}, got "${'a'.repeat(31)}". ${nameFix}`],
  [
    'no owner',
    { owner: undefined },
    'owner: is missing; it must be a string. Give the team or the person.',
  ],
  [
    'no data class',
    { dataClass: undefined },
    'dataClass: is missing; it must be a string. Give it, for example "public".',
  ],
  [
    'a blank owner',
    { owner: ' ' },
    `owner: must not be blank, got " ". Give the team or the person.`,
  ],
  [
    'a data class that is null',
    { dataClass: null },
    `dataClass: must be a string, got null. Give it, for example "public".`,
  ],
  ['no end', { expires: undefined }, `expires: is missing; it must be an Expiry. ${expiresFix}`],
  ['an end that is null', { expires: null }, `expires: must be an Expiry, got null. ${expiresFix}`],
  [
    'an end that is a day',
    { expires: '2026-12-31' },
    `expires: must be an Expiry, got "2026-12-31". ${expiresFix}`,
  ],
  [
    'an end that is no day',
    { expires: Expiry.on('2026-02-30') },
    `expires: must be a date, got "2026-02-30". ${expiresFix}`,
  ],
  [
    'a password without a file',
    { passwordSink: PasswordSink.file('') },
    'passwordSink: needs the path of a file, got "". Give a path such as "../../../secrets/staging.password".',
  ],
  [
    'a word for a flag',
    { sequential: 'yes' },
    'sequential: must be true or false, got "yes". Give a boolean.',
  ],
  [
    'a misspelt prop',
    { expire: Expiry.on('2026-12-31') },
    'expire: is not a prop of this construct. Use expires, or remove it.',
  ],
])('an environment is refused with %s', (_title, change, line) => {
  expect(lines(change)).toEqual([line]);
});

test('one name for two is refused', () => {
  expect(lines({}, 'stack/pr-12')).toEqual([
    `name: must be unique in the app, but stack/pr-12 has it, got "pr-12". ${nameFix}`,
  ]);
});

describe('what its members get', () => {
  const facts = {
    environment: 'pr-12',
    owner: 'search',
    dataClass: 'public',
    expiresOn: '2026-12-31',
    expiryReason: 'the test takes longer',
    passwordSink: sound.passwordSink,
    isSequential: true,
  };
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(facts).filter(([key]) => !names.includes(key)));

  test.each<[string, Change, object]>([
    ['all of it', {}, facts],
    ['no owner that is wrong', { owner: ' ' }, without('owner')],
    ['no owner that is missing', { owner: undefined }, without('owner')],
    ['no data class that is wrong', { dataClass: 1 }, without('dataClass')],
    ['no data class that is blank', { dataClass: ' ' }, without('dataClass')],
    ['no end that is wrong', { expires: Expiry.on('?') }, without('expiresOn', 'expiryReason')],
    ['no end that is missing', { expires: undefined }, without('expiresOn', 'expiryReason')],
    ['no reason that is not given', { expires: Expiry.on('2026-12-31') }, without('expiryReason')],
    ['no sink that is wrong', { passwordSink: PasswordSink.file('') }, without('passwordSink')],
    ['no sink that is missing', { passwordSink: undefined }, without('passwordSink')],
    ['no turn that is wrong', { sequential: 'yes' }, { ...facts, isSequential: false }],
    ['a name as a text', { name: 12 }, { ...facts, environment: '12' }],
  ])('is %s', (_title, change, expected) => {
    expect(soundFacts(propsWith(change))).toStrictEqual(expected);
  });
});

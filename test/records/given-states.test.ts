import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { givenStates } from '../../src/records/given-states';
import type { Place } from '../../src/records/places';
import { newFolder } from '../support/terraform';

const STATE =
  '{"version":4,"resources":[{"mode":"managed","type":"t","name":"n","instances":[{}]}]}';
const reader = (cwd: string, piped = STATE) => ({
  cwd,
  now: () => new Date(0),
  stdin: () => piped,
});
const place = (stack: string): Place => ({
  ...{ stack, workspace: 'default', journals: [], state: undefined },
});

function given(states: string[], known = ['one', 'two'], stacks = known) {
  const cwd = newFolder('given');
  writeFileSync(join(cwd, 'a=b.json'), STATE);
  writeFileSync(join(cwd, 'empty'), '\n');
  mkdirSync(join(cwd, 'folder'));
  return givenStates(states, known.map(place), stacks, reader(cwd)).map((one) => [
    ...[one.stack, one.workspace, one.state.label, one.state.addresses.length],
  ]);
}

test.each<[string[], (string | number)[][]]>([
  [['one=a=b.json'], [['one', 'default', 'a=b.json', 1]]],
  [['two/pr=a=b.json'], [['two', 'pr', 'a=b.json', 1]]],
  [['one=none'], [['one', 'default', 'none', 0]]],
  [['one=-'], [['one', 'default', 'standard input', 1]]],
  [
    ['one=none', 'one/pr=-'],
    [
      ['one', 'default', 'none', 0],
      ['one', 'pr', 'standard input', 1],
    ],
  ],
])('%j', (states, expected) => {
  expect(given(states)).toEqual(expected);
});

test('where there is one stack alone, it needs no name', () => {
  expect(given(['a=b.json'], ['one'])).toEqual([['one', 'default', 'a=b.json', 1]]);
  // A stack of which only journals are left may be named too.
  expect(given(['old=none'], ['one', 'old'], ['one'])).toEqual([['old', 'default', 'none', 0]]);
});

test.each([
  [
    ['a=b.json'],
    '--state: must say of which stack it is, got "a=b.json". Write <stack>=<file>; stacks: one, two.',
  ],
  [['=x'], 'must say of which stack it is, got "=x"'],
  [['three=none'], 'must say of which stack it is, got "three=none"'],
  [
    ['one=nowhere'],
    '--state: there is no file "nowhere". Write it with "terraform state pull", or give "-" and pipe it in.',
  ],
  [['one=folder'], '--state: there is no file "folder"'],
  [
    ['one=empty'],
    '--state: empty is empty. Write it with "terraform state pull"; if that writes nothing and ends well, there is no state: give "none".',
  ],
  [
    ['one=-', 'two=-'],
    '--state: the input can be read once, got ["one=-","two=-"]. Write the states to files.',
  ],
  [
    ['one=none', 'one/default=-'],
    '--state: two states are given for "one/default". Give each once, as <stack>/<workspace>=<file>.',
  ],
])('%j is refused', (states, problem) => {
  expect(() => given(states)).toThrow(problem);
});

test('without any stack none can be meant', () => {
  expect(() => given(['x'], [])).toThrow('got "x". Write <stack>=<file>; stacks: none.');
});

test('an input that holds nothing is not a state: what wrote it may have failed', () => {
  const places = [place('one')];
  expect(() => givenStates(['-'], places, ['one'], reader('.', ''))).toThrow(
    '--state: standard input is empty.',
  );
});

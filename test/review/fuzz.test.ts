import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { objectionsOf } from '../../src/review/check/objections';
import { diffOf } from '../../src/review/diff/diff';
import { planOf } from '../../src/review/model/plan';
import type { Output } from '../../src/review/read/output';
import { WrongInput } from '../../src/review/wrong-input';
import { newFolder } from '../support/terraform';
import type { Json } from './alterations';
import { firstVersion } from './app';

const NOW = new Date('2026-11-21T08:00:00Z');
const folder = firstVersion(join(newFolder('fuzz'), 'cdktf.out'));
const stacks = ['orders', 'search'].map((name) => {
  const text = readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8');
  return { name, file: `stacks/${name}/cdk.tf.json`, text };
});

/** An output in memory: what is in files is looked at elsewhere. */
function outputOf(changed: string, json: Json): Output {
  return {
    label: 'cdktf.out',
    stacks: stacks.map(({ name, file, text }) => ({
      name,
      file,
      text: '',
      parse: () => (name === changed ? structuredClone(json) : JSON.parse(text)),
    })),
  };
}

const base = planOf(outputOf('', {}), NOW);

/** What the strictest check says of a changed stack. */
function verdict(stack: string, json: Json): 'passes' | 'fails' | 'unreadable' {
  try {
    const plan = planOf(outputOf(stack, json), NOW);
    const diff = diffOf(base, plan);
    const objections = objectionsOf({ plan, diff, breaks: [], failOn: 'any-change' });
    return objections.some(({ level }) => level === 'error') ? 'fails' : 'passes';
  } catch (error) {
    if (error instanceof WrongInput) return 'unreadable';
    throw error;
  }
}

/** Every place in a value, but for the notes of cdktf. */
function placesIn(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value);
  const below = keys.filter((key) => key !== '//');
  return [path, ...below.flatMap((key) => placesIn(value[key], [...path, key]))];
}

const expression = (inner: string) => `\${${inner}}`;
const WORD = fc.constantFrom(
  '',
  'x',
  'true',
  '0',
  'destroy',
  'hold',
  '//',
  'triggers',
  '__proto__',
);
const VALUE = fc.oneof(
  WORD,
  fc.string({ maxLength: 6 }),
  fc.constantFrom(
    expression('null_resource.x.id'),
    expression('timestamp()'),
    'curl https://evil.example',
  ),
  fc.constantFrom<Json>(null, true, false, 0, 1, [], {}, { '//': 'x' }, ['all']),
);

const CHANGE = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), value: VALUE }),
  fc.record({ kind: fc.constant('remove' as const) }),
  fc.record({ kind: fc.constant('add' as const), key: WORD, value: VALUE }),
  fc.record({ kind: fc.constant('wrap' as const) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
);

/** Makes one change at a place; the same JSON where it cannot be made there. */
function changed(json: Json, path: (string | number)[], change: Json): Json {
  const copy = structuredClone(json);
  const last = path.at(-1) as string | number;
  const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
  const here = parent[last];
  switch (change.kind) {
    case 'replace':
      parent[last] = change.value;
      return copy;
    case 'remove':
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else delete parent[last];
      return copy;
    case 'add':
      if (Array.isArray(here)) here.push(change.value);
      else if (typeof here === 'object' && here !== null) {
        // The notes of cdktf name what belongs together; Terraform reads none of them.
        if (change.key === '//') return copy;
        Object.defineProperty(here, change.key, {
          value: change.value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return copy;
    case 'wrap':
      parent[last] = [here];
      return copy;
    default: {
      if (typeof here !== 'string' || here === '') return copy;
      const at = Math.floor(change.at * here.length);
      parent[last] = here.slice(0, at) + here.slice(at + 1);
      return copy;
    }
  }
}

const cases = stacks.map(({ name, text }) => {
  const json = JSON.parse(text);
  const places = placesIn(json.resource.null_resource, ['resource', 'null_resource']);
  return { name, json, places: places.filter((path) => path.length > 2) };
});

/** A value that is known after apply, in a list: it was once taken for text. */
function wrappedValue() {
  const at = cases.findIndex(({ places }) => places.some(isValue));
  const path = cases[at]?.places.find(isValue) ?? [];
  return { at, path, change: { kind: 'wrap' } as const };
}

const isValue = (path: readonly (string | number)[]) =>
  path.at(-1) === 'CLUSTER_RESTORE_VALUE_1' && String(path[2]).includes('_submit_');

test('the unchanged output passes', () => {
  for (const { name, json } of cases) expect(verdict(name, json)).toBe('passes');
});

test('whatever is changed in a step of a restore is found', () => {
  const one = fc.constantFrom(...cases.keys()).chain((at) =>
    fc.record({
      at: fc.constant(at),
      path: fc.constantFrom(...(cases[at]?.places ?? [])),
      change: CHANGE,
    }),
  );
  void fc.assert(
    fc.property(one, ({ at, path, change }) => {
      const { name, json } = cases[at] as (typeof cases)[number];
      const after = changed(json, path, change);
      // A resource in a list is the same resource to Terraform.
      const isSame =
        JSON.stringify(after) === JSON.stringify(json) ||
        (change.kind === 'wrap' && path.length === 3);
      expect(verdict(name, after) === 'passes').toBe(isSame);
    }),
    { numRuns: 600, examples: [[wrappedValue()]] },
  );
});

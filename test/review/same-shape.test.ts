import { join } from 'node:path';
import { STEP_ALTERED } from '../../src/review/model/own-rules';
import { planOfSource } from '../../src/review/plan-source';
import { newFolder } from '../support/terraform';
import { AlteredStack, type Json } from './alterations';
import { manyRestores } from './many';

const cwd = newFolder('same-shape');
const LAST = 'search/clone-3';

/** What the review finds of the last clone in a stack with or without others of its shape. */
function findings(alter: (resources: Json[]) => void, isAlone: boolean): Json[] {
  const stack = new AlteredStack(join(cwd, 'cdktf.out'), 'search');
  const pathOf = (body: Json): string => body['//'].metadata.path;
  const written = JSON.stringify(stack.json, null, 2);
  alter(Object.values<Json>(stack.resources).filter((body) => pathOf(body).startsWith(`${LAST}/`)));
  for (const [name, body] of Object.entries<Json>(stack.resources)) {
    if (isAlone && !pathOf(body).startsWith(`${LAST}/`)) delete stack.resources[name];
  }
  stack.save();
  const plan = planOfSource('cdktf.out', cwd, new Date('2026-11-21T00:00:00Z'));
  stack.editText(() => written);
  stack.save();
  const { address, findings: found } = plan.restores.find(({ path }) => path === LAST) ?? {};
  expect(address).toBeDefined();
  return (found ?? []).filter(({ ruleId }) => ruleId === STEP_ALTERED);
}

/** The places of all texts of a value, but for what cdktf notes. */
function places(value: Json, keys: string[] = []): string[][] {
  if (typeof value === 'string') return [keys];
  return Object.entries<Json>(value)
    .filter(([key]) => key !== '//')
    .flatMap(([key, item]) => places(item, [...keys, key]));
}

function at(value: Json, keys: readonly string[]): Json {
  return keys.reduce((inner, key) => inner[key], value);
}

/** A text of the same length, so that only its characters tell; a spec stays one of this restore. */
function altered(text: string, name: string): string {
  if (name === 'CLUSTER_RESTORE_SPEC') {
    const named = text.includes(`"key":`) ? `"key":` : `"path":`;
    return text.replace(new RegExp(`(${named}"[^"]*)[^"]"`), `$1_"`);
  }
  return `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}`;
}

beforeAll(() => manyRestores(join(cwd, 'cdktf.out'), 3));

test('whatever is altered is found in one of many restores of a shape, as it is in one that stands alone', () => {
  expect(findings(() => undefined, false)).toEqual([]);
  let all: [number, string[]][] = [];
  findings((resources) => {
    all = resources.flatMap((body, nth) => places(body).map((keys) => [nth, keys] as never));
  }, false);
  expect(all.length).toBeGreaterThan(80);
  for (const [nth, keys] of all) {
    const alter = (resources: Json[]) => {
      const [holder, name] = [at(resources[nth], keys.slice(0, -1)), keys.at(-1) ?? ''];
      holder[name] = altered(holder[name], name);
    };
    const found = findings(alter, false);
    expect([keys, found]).toEqual([keys, findings(alter, true)]);
    expect([keys, found.length > 0]).toEqual([keys, true]);
  }
});

import { readStep } from '../../src/spec/spec';

const every = { version: 1, path: 'stack/articles' };
const declared = { ...every, vendor: 'zilliz', operation: 'x', declaration: {}, acknowledge: [] };
const KEY = `articles-${'0'.repeat(8)}`;
const restore = {
  ...{ ...declared, key: KEY, submitAddress: 'null_resource.a', identity: { a: 'b' } },
  ...{ removalPolicy: 'destroy', timeoutMinutes: 60 },
};
const STEPS: Readonly<Record<string, object>> = {
  submit: restore,
  wait: { ...restore, recorded: {} },
  drop: { ...restore, recorded: {}, next: { a: 'b' } },
  hold: every,
  'wait-for-all': { ...every, members: 2 },
  removal: { ...every, key: KEY },
  verdict: { ...every, submitAddress: 'null_resource.a', recorded: {} },
  settings: declared,
};

describe.each(Object.entries(STEPS))('a step %s', (step, spec) => {
  test('is read as it was written', () => {
    expect(readStep({ ...spec, step })).toEqual({ ...spec, step });
  });

  test('is none with more, with less, or of another version', () => {
    expect(readStep({ ...spec, step, more: 1 })).toBeUndefined();
    expect(readStep({ ...spec, step, version: 2 })).toBeUndefined();
    for (const key of Object.keys(spec).filter((one) => !['next', 'declaration'].includes(one))) {
      expect([key, readStep({ ...spec, step, [key]: undefined })]).toEqual([key, undefined]);
    }
  });
});

test.each([undefined, null, 'submit', [], {}, { step: 1 }, { step: 'toString' }, { step: '' }])(
  'no step is in %j',
  (spec) => {
    expect(readStep(spec)).toBeUndefined();
  },
);

test.each([
  ['passwordSink', { kind: 'file', path: 'password' }],
  ['passwordSink', { kind: 'command', argv: ['vault'], timeoutSeconds: 60 }],
  ['passwordSink', { kind: 'discard' }],
  ['about', { owner: 'search' }],
  ['removalPolicy', 'retain'],
  ['acknowledge', [{ ruleId: 'A', reason: 'b' }]],
  ['drill', { token: '2026-12', results: 'drills', checkContents: true }],
])('a step may have %s %j, and nothing more in it', (name, value) => {
  const spec = { ...restore, step: 'submit', [name]: value };
  expect(readStep(spec)).toEqual(spec);
  const more = Array.isArray(value) ? [{ ...value[0], more: 1 }] : { ...Object(value), more: 1 };
  expect(readStep({ ...spec, [name]: more })).toBeUndefined();
});

import { App, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import * as library from '../../src';
import { readable } from '../../src/restore/private/readable';
import { Unreadable } from '../../src/text/unreadable';
import {
  CONSTRUCTS,
  givenStructs,
  nameOf,
  propsOf,
  type TypeReference,
  typeOf,
} from './support/assembly';
import { type Change, placesIn, sample } from './support/samples';

// Read from the assembly of jsii, so that no prop of a later release can be forgotten here.

const places = CONSTRUCTS.flatMap(({ type, props }) =>
  placesIn({ fqn: props.fqn }).map(({ place, struct }) => ({ type, props, place, struct })),
);
type Site = (typeof places)[number];

const titleOf = ({ type, place }: Site) => [nameOf(type), ...place].join('.');

/** The lines with which a construct refuses its props. */
function linesOf({ type, props, place }: Site, change: Change['change']): string[] {
  const stack = new TerraformStack(new App(), 'stack');
  const Made = nameOf(type)
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], library);
  const { prepareStackTrace } = Error;
  // cdktf keeps a trace for each token, and nobody reads it here.
  Error.prepareStackTrace = () => '';
  try {
    const given = sample({ fqn: props.fqn }, [], stack, { at: place, change });
    const made = new (Made as new (scope: Construct, id: string, props: unknown) => IConstruct)(
      stack,
      'made',
      given,
    );
    return made.node.findAll().flatMap(({ node }) => node.validate());
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

const misspelt = (name: string) => `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`;

describe('a key that an object of props does not have is refused, wherever it stands', () => {
  test.each(places.map((site) => [titleOf(site), site] as const))('%s', (_title, site) => {
    const names = propsOf(typeOf({ fqn: site.struct }) as never).map(({ name }) => name);
    const key = misspelt(names.at(-1) ?? '');
    for (const odd of [key, '__proto__', 'constructor', 'toString']) {
      const lines = linesOf(site, (props) =>
        Object.assign(JSON.parse(`{${JSON.stringify(odd)}: "y"}`), props),
      );
      const named = lines.find((line) => line.includes(odd));
      expect(named).toMatch(/is not a prop of this construct|has no option|must have no option/);
      if (odd === key && names.length > 1) {
        expect(named).toMatch(new RegExp(`Use ${names.at(-1)}, or remove it|option`));
      }
    }
  });

  test('of functions that make no part of a construct', () => {
    const app = new App();
    expect(() => library.RestorePlan.of(app, { nwo: '2026-11-21' } as never)).toThrow(
      'nwo: is not an option of RestorePlan.of. The only one is now.',
    );
    expect(() => library.RestorePolicy.fromProps({ requireOwnre: true } as never)).toThrow(
      'requireOwnre',
    );
  });

  test('every object that a program gives is one of these', () => {
    const walked = new Set(places.map(({ struct }) => struct));
    const others = [...givenStructs()].filter((struct) => !walked.has(struct));
    expect(others.map((fqn) => nameOf({ fqn } as never))).toEqual([
      'RestorePlanOptions',
      'RestorePolicyProps',
    ]);
  });
});

class Instance {
  readonly dbName = 'x';
}
const NO_OBJECT: readonly unknown[] = [null, Number.NaN, true, 10n, () => 1, Symbol('x')];
const OBJECTS: readonly unknown[] = [new Date(0), new Instance(), new Map(), /x/];

/** Values that are none of a type. */
function wrongFor({ primitive, collection, fqn }: TypeReference): readonly unknown[] {
  const all = [...NO_OBJECT, ...OBJECTS, [[]]];
  if (collection?.kind === 'array') {
    const sparse = new Array(2);
    return [...all, {}, 'x', 1, [null], [undefined], sparse, [Number.NaN], new Set(['x'])];
  }
  if (primitive === 'string') return [...all, {}, [], 1];
  if (primitive === 'number') return [...all, {}, [], '1', Number.POSITIVE_INFINITY];
  if (primitive === 'boolean') return [...all.filter((value) => value !== true), {}, [], 'x', 1];
  const kind = typeOf({ fqn: fqn ?? '' })?.kind;
  if (kind === 'interface') return [...all, [], 'x', 1];
  return kind === undefined ? [] : [...all, {}, [], 'nonsense', 1];
}

const structs = new Map(places.map((site) => [site.struct, site]));

describe('a value of another type is refused in lines, whatever it is', () => {
  test.each([...structs.values()].map((site) => [titleOf(site), site] as const))(
    '%s',
    (_title, site) => {
      const accepted: string[] = [];
      for (const { name, type } of propsOf(typeOf({ fqn: site.struct }) as never)) {
        for (const value of wrongFor(type)) {
          const shown = `${name}: ${Object.prototype.toString.call(value)} ${String(value)}`;
          try {
            const lines = linesOf(site, (props) => ({ ...props, [name]: value }));
            const said = (line: string) =>
              line.includes(name) || /must give the command/.test(line);
            if (!lines.some(said)) accepted.push(shown);
          } catch (error) {
            accepted.push(`${shown}: ${String(error)}`);
          }
        }
      }
      expect(accepted).toEqual([]);
    },
  );
});

const throws = () => {
  throw new Error('not now');
};
const holding = (props: object) => {
  const circle: Record<string, unknown> = { ...props };
  circle.circle = circle;
  return circle;
};
const holdingTwice = (props: object) => {
  const circle = holding(props);
  circle.again = circle;
  return circle;
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** What a program can give that no data is. */
const UNREADABLE: readonly [string, (props: Record<string, unknown>) => unknown][] = [
  ['a key that is a symbol', (props) => ({ ...props, [Symbol('owner')]: 1 })],
  [
    'a getter that throws',
    (props) => Object.defineProperty({ ...props }, 'odd', { enumerable: true, get: throws }),
  ],
  ['an object that holds itself', holding],
  ['an object that holds itself twice', holdingTwice],
  ['toJSON that throws', (props) => ({ ...props, toJSON: throws })],
  ['a proxy that throws', (props) => new Proxy(props, { get: throws })],
  ['a proxy without keys', (props) => new Proxy(props, { ownKeys: throws })],
  ['a proxy that was revoked', revoked],
];

describe('what cannot be read is refused in lines, wherever it stands', () => {
  test.each([...structs.values()].map((site) => [titleOf(site), site] as const))(
    '%s',
    (_title, site) => {
      const wrong: string[] = [];
      for (const [title, change] of UNREADABLE) {
        try {
          if (linesOf(site, change).length === 0) wrong.push(`${title}: accepted`);
        } catch (error) {
          wrong.push(`${title}: ${String(error)}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test('and a message says what it is', () => {
    const stack = new TerraformStack(new App(), 'stack');
    const props = Object.defineProperty({}, 'sqlUser', { enumerable: true, get: throws });
    const made = new library.cockroach.SqlUserPassword(stack, 'made', props as never);
    const lines = made.node.findAll().flatMap(({ node }) => node.validate());
    expect(lines.join('\n')).toContain('got what cannot be read (not now)');
  });

  test('at any depth: what holds itself twice is named as soon as it comes again', () => {
    const copy = readable(holdingTwice({ name: 'x' }));
    const again = new Unreadable('what holds itself');
    expect(copy).toEqual({ name: 'x', circle: again, again });
  });

  test('nested too deep, without holding itself', () => {
    const nested = (levels: number): object => (levels === 0 ? {} : { in: nested(levels - 1) });
    expect(JSON.stringify(readable(nested(99)))).not.toContain('too deep');
    expect(JSON.stringify(readable(nested(100)))).toContain('what is nested too deep');
  });
});

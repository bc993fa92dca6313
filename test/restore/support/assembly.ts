import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A type as the built assembly of jsii describes it. */
export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
}

interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
}

interface Method {
  readonly name: string;
  readonly static?: boolean;
  readonly parameters?: readonly Parameter[];
}

interface Type {
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly initializer?: { readonly parameters?: readonly Parameter[] };
  readonly methods?: readonly Method[];
  readonly properties?: readonly Parameter[];
  readonly members?: readonly { readonly name: string }[];
}

const assembly = JSON.parse(readFileSync(join(__dirname, '../../../.jsii'), 'utf8')) as {
  readonly types: Readonly<Record<string, Type>>;
};

/** Every public type. */
const TYPES: readonly Type[] = Object.values(assembly.types);

/** The type of a reference, where it is one of ours. */
export function typeOf({ fqn = '' }: TypeReference): Type | undefined {
  return assembly.types[fqn];
}

/** Its name as a program writes it, for example `zilliz.Backup`. */
export function nameOf({ fqn }: Type): string {
  return fqn.slice(fqn.indexOf('.') + 1);
}

/** An object of props. */
export function isStruct(type: Type | undefined): boolean {
  return type?.datatype === true;
}

/** The props of a struct, with those of its bases. */
export function propsOf(struct: Type): readonly Parameter[] {
  const bases = (struct.interfaces ?? []).flatMap((fqn) => propsOf(typeOf({ fqn }) as Type));
  return [...bases, ...(struct.properties ?? [])];
}

/** The static methods that make an instance of a class. */
export function factoriesOf(type: Type): readonly Method[] {
  return (type.methods ?? []).filter((method) => method.static);
}

/** The constructs whose last parameter is a struct. */
export const CONSTRUCTS: readonly { readonly type: Type; readonly props: Type }[] = TYPES.flatMap(
  (type) => {
    const last = type.initializer?.parameters?.at(-1);
    const props = last && typeOf(last.type);
    const isConstruct = type.kind === 'class' && !type.abstract && isStruct(props);
    return isConstruct && props !== undefined ? [{ type, props }] : [];
  },
);

/** The structs that a program gives to something, at whatever depth. */
export function givenStructs(): ReadonlySet<string> {
  const found = new Set<string>();
  const add = ({ collection, fqn = '' }: TypeReference): void => {
    if (collection !== undefined) add(collection.elementtype);
    const type = typeOf({ fqn });
    if (type === undefined || !isStruct(type) || found.has(fqn)) return;
    found.add(fqn);
    for (const prop of propsOf(type)) add(prop.type);
  };
  for (const { initializer, methods = [] } of TYPES) {
    const all = [
      initializer?.parameters ?? [],
      ...methods.map(({ parameters = [] }) => parameters),
    ];
    for (const { type } of all.flat()) add(type);
  }
  return found;
}

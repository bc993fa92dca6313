import { WrongInput } from '../review/wrong-input';
import { isRecord, type JsonRecord, listOf } from '../text/json-value';
import { parseJson } from '../text/nesting';
import { quote } from '../text/text';

/** One `null_resource` of a state. */
export interface StateResource {
  /** As Terraform names it, with its modules. */
  readonly address: string;
  readonly id: string;
  readonly triggers: Readonly<Record<string, string>>;
  /** Terraform replaces it with the next apply, and runs no destroy step of it. */
  readonly isTainted: boolean;
  /** What a replacement left, because its successor was made first: no destroy step of it runs. */
  readonly isDeposed: boolean;
}

/** A state of Terraform, as far as restores are concerned. */
export interface State {
  /** How the caller named it, for messages. */
  readonly label: string;
  readonly resources: readonly StateResource[];
  /** The addresses of all that it manages: they show whether it is the state of a stack. */
  readonly addresses: readonly string[];
}

/** A state without anything in it. */
export function emptyState(label: string): State {
  return { label, resources: [], addresses: [] };
}

/**
 * Reads a state: a state file, what `terraform state pull` or `terraform show -json` wrote. What is none of these is
 * refused in a line.
 */
export function readState(label: string, text: string): State {
  if (text.trim() === '') return emptyState(label);
  const json = parseJson(text);
  if (!isRecord(json)) throw notState(label, 'is not a JSON object');
  if ('encrypted_data' in json) {
    throw notState(label, 'is encrypted');
  }
  if ('resource_changes' in json || 'planned_values' in json) {
    throw notState(label, 'is a Terraform plan, which does not say what exists');
  }
  if (json.version === 4) return ofFile(label, json);
  if (typeof json.format_version === 'string') return ofShow(label, json);
  if ('backend' in json) {
    throw notState(label, 'is Terraform’s backend configuration, which holds no resources');
  }
  throw notState(label, `has ${quote(json.version)} as its version, but this release reads 4`);
}

function ofFile(label: string, { resources }: JsonRecord): State {
  const found: StateResource[] = [];
  const addresses: string[] = [];
  for (const resource of listOf(resources)) {
    if (!isRecord(resource) || resource.mode !== 'managed') continue;
    const { module, type, name, instances } = resource;
    const base = `${typeof module === 'string' ? `${module}.` : ''}${String(type)}.${String(name)}`;
    for (const instance of listOf(instances)) {
      if (!isRecord(instance)) continue;
      const address = `${base}${indexOf(instance.index_key)}`;
      addresses.push(address);
      if (type !== 'null_resource') continue;
      const isDeposed = typeof instance.deposed === 'string' && instance.deposed !== '';
      const isTainted = instance.status === 'tainted';
      found.push({ address, ...valuesOf(instance.attributes), isTainted, isDeposed });
    }
  }
  return { label, resources: found, addresses };
}

function ofShow(label: string, json: JsonRecord): State {
  if (!String(json.format_version).startsWith('1.')) {
    throw notState(
      label,
      `is of format ${quote(json.format_version)}, but this release reads format 1`,
    );
  }
  const found: StateResource[] = [];
  const addresses: string[] = [];
  const add = (module: unknown) => {
    if (!isRecord(module)) return;
    for (const resource of listOf(module.resources)) {
      if (!isRecord(resource) || resource.mode !== 'managed') continue;
      const address = String(resource.address);
      addresses.push(address);
      if (resource.type !== 'null_resource') continue;
      const isDeposed = typeof resource.deposed_key === 'string';
      const isTainted = resource.tainted === true;
      found.push({ address, ...valuesOf(resource.values), isTainted, isDeposed });
    }
    for (const child of listOf(module.child_modules)) add(child);
  };
  if (isRecord(json.values)) add(json.values.root_module);
  return { label, resources: found, addresses };
}

function valuesOf(values: unknown): Pick<StateResource, 'id' | 'triggers'> {
  const { id, triggers } = isRecord(values) ? values : {};
  const entries = isRecord(triggers) ? Object.entries(triggers) : [];
  return {
    id: String(id ?? ''),
    triggers: Object.fromEntries(
      entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
    ),
  };
}

function indexOf(key: unknown): string {
  return key === undefined || key === null ? '' : `[${JSON.stringify(key)}]`;
}

function notState(label: string, problem: string): WrongInput {
  return new WrongInput(
    `${label}: ${problem}. Give a state file, or what "terraform state pull" or "terraform show -json" wrote.`,
  );
}

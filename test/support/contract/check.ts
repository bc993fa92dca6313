import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2019';
import type { RecordedRequest, Vendor } from '../../../src/simulator';
import { COCKROACH_OPERATIONS } from './cockroach';
import { type ContractOperation, closed, type Schema, TEXT } from './operation';
import { ZILLIZ_OPERATIONS } from './zilliz';

const OPERATIONS = { zilliz: ZILLIZ_OPERATIONS, cockroach: COCKROACH_OPERATIONS };

const EVERYWHERE = {
  zilliz: { authorization: TEXT },
  cockroach: { authorization: TEXT, 'cc-version': { const: '2024-09-16' } },
};

const JSON_BODY = { 'content-type': { type: 'string', pattern: '^application/json' } };

const NOTHING = closed({});

const ajv = new Ajv({ allErrors: true, strictTypes: false });

/** What is wrong with a request by the vendor's documents, a line each; empty when it is right. */
export function violationsOf(request: RecordedRequest): string[] {
  const { vendor, method, path, body, fault } = request;
  const found = OPERATIONS[vendor].find(
    (candidate) => candidate.method === method && paramsOf(candidate, path) !== undefined,
  );
  if (found === undefined) {
    return [`${method} ${path}: no operation that the product may call`];
  }
  const parts = {
    headers: request.headers,
    path: paramsOf(found, path),
    query: request.query,
    // A connection that is refused is closed before the body has been read.
    ...(fault === 'refuse' ? {} : { body: body ?? null }),
  };
  return Object.entries(parts).flatMap(([part, value]) =>
    errorsOf(validatorOf(vendor, found, part), value).map(
      (error) => `${method} ${path} (${found.operation}): ${part}${error}`,
    ),
  );
}

const validators = new Map<string, ValidateFunction>();

/** The validator of one part of an operation, compiled once. */
function validatorOf(vendor: Vendor, operation: ContractOperation, part: string): ValidateFunction {
  const key = `${vendor} ${operation.method} ${operation.path} ${part}`;
  const known = validators.get(key);
  const validator = known ?? ajv.compile(schemaOf(vendor, operation, part));
  validators.set(key, validator);
  return validator;
}

function schemaOf(vendor: Vendor, operation: ContractOperation, part: string): Schema {
  switch (part) {
    case 'headers': {
      const json = operation.body === undefined ? {} : JSON_BODY;
      const properties = { ...EVERYWHERE[vendor], ...operation.headers, ...json };
      return { type: 'object', properties, required: Object.keys(properties) };
    }
    case 'path':
      return { type: 'object', properties: { ...operation.params } };
    case 'query':
      return operation.query ?? NOTHING;
    default:
      return operation.body ?? { type: 'null' };
  }
}

function paramsOf({ path: pattern }: ContractOperation, path: string) {
  const wanted = pattern.split('/');
  const segments = path.split('/');
  const fits =
    wanted.length === segments.length &&
    wanted.every((part, at) =>
      part.startsWith(':') ? segments[at] !== '' : part === segments[at],
    );
  if (!fits) {
    return undefined;
  }
  return Object.fromEntries(
    wanted.flatMap((part, at) =>
      part.startsWith(':') ? [[part.slice(1), decodeURIComponent(segments[at] ?? '')]] : [],
    ),
  );
}

function errorsOf(validate: ValidateFunction, value: unknown): string[] {
  return validate(value) ? [] : (validate.errors ?? []).map(lineOf);
}

function lineOf({ instancePath, message, params }: ErrorObject): string {
  const detail = params as { additionalProperty?: string; allowedValues?: unknown[] };
  const property = detail.additionalProperty ?? detail.allowedValues?.join(', ');
  return `${instancePath} ${message}${property === undefined ? '' : ` (${property})`}`;
}

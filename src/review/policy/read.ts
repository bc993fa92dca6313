import * as z from 'zod/mini';
import { quote } from '../../text/text';
import { vendors } from '../../vendors';
import { jsonWithoutDuplicates } from '../read/manifest';
import { WrongInput } from '../wrong-input';
import { PolicyDocument } from './schema';

const FORMS: Readonly<Record<string, string>> = {
  version: 'must be 1',
  allowedTargetProjects: 'must be a list of project ids',
  forbiddenDestinations: 'must be a list of cluster ids',
  largestCuSize: 'must be a number above 0',
  backupNotOlderThanHours: 'must be a number above 0',
  expiresWithinDays: 'must be a number above 0',
  allowedAddresses:
    'must be a list of {"stack", "address", "reason"}, each a string that is not blank',
  requireOwner: 'must be true or false',
  requireDataClass: 'must be true or false',
  requireExpiry: 'must be true or false',
  allowUnknownValues: 'must be true or false',
  $schema: 'must be a string',
};

/** Reads a policy, or says everything that is wrong with it, a line each. */
export function readPolicy(file: string, text: string): PolicyDocument {
  return policyOf(file, jsonWithoutDuplicates(file, text, 'Keep one of them'));
}

/** Checks what is in a policy. */
export function policyOf(file: string, json: unknown): PolicyDocument {
  const { version } = (json ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > 1) {
    throw new WrongInput(
      `${file}: is a policy of version ${version}, but this release reads version 1. Update cdktf-cluster-restore.`,
    );
  }
  const parsed = z.safeParse(PolicyDocument, json);
  if (parsed.success) return usable(file, parsed.data);
  throw new WrongInput(...parsed.error.issues.flatMap((issue) => linesOf(file, json, issue)));
}

/** A name in the place of an id, or an id in capitals, would forbid nothing, and nobody would notice. */
function usable(file: string, policy: PolicyDocument): PolicyDocument {
  const { forbiddenDestinations: forbidden } = policy;
  if (forbidden === undefined) return policy;
  const ids = forbidden.map((id) => id.trim().toLowerCase());
  const wrong = ids.flatMap((id, at) => {
    if (vendors.some(({ definition }) => definition.clusterIdForm.test(id))) return [];
    return `${file}: forbiddenDestinations[${at}] must be the id of a cluster, got ${quote(forbidden[at])}: it would forbid nothing. Correct it.`;
  });
  if (wrong.length > 0) throw new WrongInput(...wrong);
  return { ...policy, forbiddenDestinations: ids };
}

function linesOf(file: string, json: unknown, issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(FORMS).filter((name) => name !== '$schema');
    return issue.keys.map(
      (key) => `${file}: ${quote(key)} is not a rule of a policy. Use ${known.join(', ')}.`,
    );
  }
  const [name, ...rest] = issue.path.map(String);
  if (name === undefined) {
    return [
      `${file}: must be a JSON object such as {"version": 1, "requireOwner": true}, got ${quote(json)}. Correct it.`,
    ];
  }
  const value = (json as Record<string, unknown>)[name];
  const where = rest.length === 0 ? name : `${name}[${rest.join('.')}]`;
  const got = value === undefined ? 'nothing' : quote(value);
  return [`${file}: ${where} ${FORMS[name] ?? 'has the wrong form'}, got ${got}. Correct it.`];
}

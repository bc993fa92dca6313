import type { Call } from '../exchange';
import type { ZillizKey } from './model';
import { ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

/** The key that a request carries; refuses a request without a known one. */
export function authenticate(call: Call, keys: readonly ZillizKey[]): ZillizKey {
  const header = call.headers.authorization;
  if (header === undefined) {
    throw new ZillizRefusal(1800, "User hasn't authenticated");
  }
  const key = keys.find((candidate) => header === `Bearer ${candidate.key}`);
  if (key === undefined) {
    throw new ZillizRefusal(21119, 'The apikey is illegal');
  }
  return key;
}

/** Whether a key reaches a project at all. */
export function reaches(key: ZillizKey, projectId: string): boolean {
  if (key.ofAnotherOrganization === true) {
    return false;
  }
  return key.projects === undefined || Object.hasOwn(key.projects, projectId);
}

/** Refuses a key that cannot see a cluster, or may only look at it where `write` is asked. */
export function requireCluster(
  world: ZillizWorld,
  key: ZillizKey,
  projectId: string,
  write: boolean,
): void {
  if (key.ofAnotherOrganization === true) {
    throw new ZillizRefusal(world.behaviour.foreignCluster, 'Cluster not found');
  }
  if (!reaches(key, projectId)) {
    throw new ZillizRefusal(96016, 'The API key has no access to this cluster');
  }
  if (write && !mayWrite(key, projectId)) {
    throw new ZillizRefusal(96015, 'Only an organization or project owner may change this cluster');
  }
}

/** Refuses a key that cannot see a project, or may only look at it where `write` is asked. */
export function requireProject(key: ZillizKey, projectId: string, write: boolean): void {
  if (key.ofAnotherOrganization === true) {
    throw new ZillizRefusal(96012, 'The project and the API key belong to different organizations');
  }
  if (!reaches(key, projectId)) {
    throw new ZillizRefusal(96027, 'The API key has no access to this project');
  }
  if (write && !mayWrite(key, projectId)) {
    throw new ZillizRefusal(96013, 'Only an organization or project owner may use this project');
  }
}

function mayWrite(key: ZillizKey, projectId: string): boolean {
  return key.projects === undefined || key.projects[projectId] === 'admin';
}

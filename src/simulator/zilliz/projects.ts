import type { Reply } from '../exchange';
import { reaches, requireProject } from './access';
import type { ZillizCall } from './call';
import type { ZillizProject } from './model';
import { success, ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

const PROJECT_ID = /^proj-[0-9A-Za-z]+$/;

/** `GET /v2/projects`: the data is an array, without pages. */
export function listProjects(world: ZillizWorld, call: ZillizCall): Reply {
  const seen = world.projects.filter(({ projectId }) => reaches(call.key, projectId));
  return success(seen.map((project) => describe(world, project)));
}

/** `GET /v2/projects/{projectId}`. */
export function describeProject(world: ZillizWorld, call: ZillizCall): Reply {
  const project = findProject(world, call.params.projectId);
  requireProject(call.key, project.projectId, false);
  return success(describe(world, project));
}

/** The project of an id; refuses what is not an id, and an id of another organization. */
export function findProject(world: ZillizWorld, projectId: unknown): ZillizProject {
  if (typeof projectId !== 'string' || !PROJECT_ID.test(projectId)) {
    throw new ZillizRefusal(96005, 'projectId is invalid, it should look like proj-***');
  }
  const found = world.projects.find((project) => project.projectId === projectId);
  if (found === undefined) {
    throw new ZillizRefusal(96012, 'The project and the API key belong to different organizations');
  }
  return found;
}

function describe(world: ZillizWorld, project: ZillizProject): unknown {
  const { projectId, projectName, description, regionIds, plan, orgType, createTime } = project;
  const instanceCount = world.clusters.filter(
    (cluster) => cluster.projectId === projectId && cluster.status !== 'DELETED',
  ).length;
  return {
    projectId,
    projectName,
    description,
    regionIds,
    instanceCount,
    createTime,
    plan,
    orgType,
  };
}

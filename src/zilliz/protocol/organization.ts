import type { Reader } from '../../client/api-client';
import { ClientError } from '../../client/errors';
import { quote } from '../../text/text';
import { projectOf } from './projects';

/**
 * A cluster of another organization is not found either. Only a key that sees the project of the restore proves that
 * the cluster is gone.
 */
export async function requireSameOrganization(
  api: Reader,
  recorded: Readonly<Record<string, string>>,
): Promise<void> {
  const { cluster_id: id = '', project_id: project = '' } = recorded;
  const problem = `the API does not know cluster ${id}, and whether it is gone or in another organization is not known`;
  const fix = 'Use a key of the organization in which the cluster was restored';
  const facts = { kind: 'credentials', effect: 'nothing', retry: 'after a fix' } as const;
  if (project === '') throw new ClientError(problem, fix, facts);
  const found = await projectOf(api, project).catch((cause: unknown) => {
    if (cause instanceof ClientError && ['refused', 'credentials'].includes(cause.kind)) {
      throw new ClientError(`${problem}: the key cannot see project ${project}`, fix, {
        ...facts,
        cause,
      });
    }
    throw cause;
  });
  // A response that describes nothing, or another project, proves nothing.
  if (found.projectId === project) return;
  throw new ClientError(
    `${problem}: the API describes project ${quote(found.projectId)}, but ${project} is recorded`,
    fix,
    facts,
  );
}

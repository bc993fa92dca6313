import * as z from 'zod/mini';
import type { ApiClient } from '../../client/api-client';
import { UnusableResponse } from '../../client/errors';
import { once } from '../../text/once';
import { shownPath } from '../../vendor/request';

/** What this library reads of a project; everything else in a response is ignored. */
const projectSchema = once(() =>
  z.object({
    projectId: z.string(),
    projectName: z._default(z.string(), ''),
    plan: z._default(z.string(), ''),
    regionIds: z._default(z.array(z.string()), []),
  }),
);

/** Describes one project. */
export async function projectOf(
  api: Pick<ApiClient, 'read'>,
  projectId: string,
): Promise<z.infer<ReturnType<typeof projectSchema>>> {
  const path = ['v2', 'projects', projectId];
  const { data } = await api.read({ method: 'GET', path });
  const parsed = z.safeParse(projectSchema(), data);
  if (parsed.success) return parsed.data;
  throw new UnusableResponse(`the response to GET ${shownPath(path)} describes no project`);
}

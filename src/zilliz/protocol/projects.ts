import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { once } from '../../text/once';
import { readOne } from '../../vendor/read-one';

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
  api: Reader,
  projectId: string,
): Promise<z.infer<ReturnType<typeof projectSchema>>> {
  const path = ['v2', 'projects', projectId];
  return await readOne(api, path, projectSchema(), 'describes no project');
}

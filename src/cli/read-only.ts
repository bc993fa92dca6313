import type { ApiClient } from '../client/api-client';
import { ClientError } from '../client/errors';
import { shownPath } from '../vendor/request';

/** A client for commands that only look, whatever a protocol asks for; `command` names it in the error. */
export function readOnly(api: ApiClient, command: string): ApiClient {
  return {
    read: (request) => api.read(request),
    repeatableWrite: async ({ method, path }) => {
      const problem = `${command} was about to write (${method} ${shownPath(path)})`;
      const facts = { kind: 'internal', effect: 'nothing', retry: 'never' } as const;
      throw new ClientError(problem, 'Nothing was sent; please report this', facts);
    },
  };
}

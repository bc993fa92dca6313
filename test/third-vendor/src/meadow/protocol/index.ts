import type { OperationProtocol, VendorProtocol } from '../../vendor/protocol';
import { restoreCluster as definition } from '../definition';
import type { ClusterDeclaration } from '../model/declaration';

const restoreCluster: OperationProtocol<ClusterDeclaration> = {
  repeatsFailedJobs: false,
  async prepare({ declaration }) {
    const { backupId = '' } = declaration.backup;
    return {
      requests: definition.requests(declaration, { backupId }),
      facts: { backup_id: backupId },
    };
  },
  accept: (_request, body) => ({ jobId: (body as { job: string }).job, facts: {} }),
  reconcile: async () => ({ found: 'nothing', searched: 'looked nowhere', repeatIsSafe: false }),
  doubtsOfClaim: async () => [],
  async poll({ api }, jobId) {
    const { data } = await api.read({ method: 'GET', path: ['v1', 'jobs', jobId] });
    const { status } = data as { status: string };
    return { state: status === 'GROWN' ? 'done' : 'running', status };
  },
  verify: async ({ now }) => ({ problems: [], facts: { finished_at: now().toISOString() } }),
};

export const protocol: VendorProtocol = {
  requestIdHeader: 'x-request-id',
  readResponse: (status, data) =>
    status < 400
      ? { data }
      : {
          refusal: {
            status,
            code: String(status),
            message: 'no',
            acted: 'no',
            later: false,
            unauthorized: status === 401,
          },
        },
  inventory: {
    backups: async (api, { clusterId }) => {
      const { data } = await api.read({
        method: 'GET',
        path: ['v1', 'clusters', clusterId, 'backups'],
      });
      const ids = (data as { backups: string[] }).backups;
      return {
        columns: ['BACKUP'],
        rows: ids.map((id) => [id]),
        backups: ids.map((id) => ({ id, time: '2026-11-20T00:00:00Z' })),
      };
    },
    catalog: async () => ({}),
  },
  operations: { restoreCluster: restoreCluster as OperationProtocol },
};

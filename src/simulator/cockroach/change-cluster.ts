import { bodyFields, isRecord, type Reply } from '../exchange';
import { BACKUP_ROLES, pathCluster, READER_ROLES } from './access';
import type { CockroachCall } from './call';
import { publicCluster } from './clusters';
import { CockroachRefusal, GRPC } from './refusal';
import type { CockroachWorld } from './world';

const PROTECTION: readonly unknown[] = ['ENABLED', 'DISABLED'];

/** `PATCH /api/v1/clusters/{clusterId}`: labels as a whole, protection, folder. Nothing else here. */
export function updateCluster(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, BACKUP_ROLES);
  const fields = changesOf(world, call);
  const { labels, delete_protection: protection, parent_id: parent, ...others } = fields;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw invalid(`the simulator does not change "${other}"`);
  }
  if (protection !== undefined && !PROTECTION.includes(protection)) {
    throw invalid(`invalid value for enum type: ${JSON.stringify(protection)}`);
  }
  if (labels !== undefined && !isLabels(labels)) {
    throw invalid('labels must map texts to texts');
  }
  if (parent !== undefined && typeof parent !== 'string') {
    throw invalid('parent_id must be a text');
  }
  Object.assign(cluster, fields);
  return { status: 200, body: publicCluster(cluster) };
}

/** `GET …/connection-string`: without a password, which the API does not know. */
export function getConnectionString(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, READER_ROLES);
  const os = call.query.get('os');
  if (cluster.plan === 'ADVANCED' && os === null) {
    throw invalid('os is required for ADVANCED clusters');
  }
  if (os !== null && !['MAC', 'LINUX', 'WINDOWS'].includes(os)) {
    throw invalid(`invalid value for enum type: "${os}"`);
  }
  const database = call.query.get('database') ?? 'defaultdb';
  const user = call.query.get('sql_user');
  const host = cluster.regions[0]?.sql_dns ?? `${cluster.name}.cockroach.simulator.invalid`;
  const name = user === null ? '' : `${encodeURIComponent(user)}@`;
  const at = `${name}${host}:26257/${encodeURIComponent(database)}`;
  return {
    status: 200,
    body: {
      connection_string: `postgresql://${at}?sslmode=verify-full`,
      params: {
        Host: host,
        Port: '26257',
        Database: database,
        ...(user === null ? {} : { Username: user }),
      },
    },
  };
}

// The specification has the fields at the top, the guide puts them into "spec".
function changesOf(world: CockroachWorld, call: CockroachCall): Readonly<Record<string, unknown>> {
  const fields = bodyFields(call);
  const { clusterPatchBody } = world.behaviour;
  const wrapped = isRecord(fields.spec);
  if (clusterPatchBody === 'plain' ? wrapped : !wrapped) {
    throw invalid(`unknown form of the body: it must be ${clusterPatchBody}`);
  }
  return isRecord(fields.spec) ? fields.spec : fields;
}

function isLabels(labels: unknown): boolean {
  return isRecord(labels) && Object.values(labels).every((value) => typeof value === 'string');
}

function invalid(message: string): CockroachRefusal {
  return new CockroachRefusal(GRPC.INVALID_ARGUMENT, `invalid argument: ${message}`);
}

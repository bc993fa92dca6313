import type { Call, Cloud, Reply } from '../exchange';
import type { RateLimit } from '../rate-limits';
import { Router } from '../router';
import { authenticate } from './access';
import type { CockroachKey } from './model';
import { populate } from './populate';
import { CockroachRefusal, envelope, failureReply, GRPC, refusalReply } from './refusal';
import { COCKROACH_ROUTES } from './routes';
import { consoleSteps, summary } from './summary';
import { CockroachWorld } from './world';

const LATEST_VERSION = '2024-09-16';

const VERSIONS: readonly string[] = [LATEST_VERSION, '2023-04-10', '2022-09-20', '2022-03-31'];

/** The CockroachDB part: a world, and the documented API in front of it. */
export class CockroachCloud extends CockroachWorld implements Cloud {
  public readonly vendor = 'cockroach';
  public readonly title = 'CockroachDB Cloud';
  public readonly limitHeaders = { 'retry-after': '1' };
  public readonly routes = new Router(COCKROACH_ROUTES);
  public readonly populate = populate.bind(undefined, this);
  public readonly summary = summary.bind(undefined, this);
  public readonly consoleSteps = consoleSteps.bind(undefined, this);
  public readonly ownerKey = this.keys.find(isOwner)?.key ?? '';

  public owns(path: string): boolean {
    return path.startsWith('/api/v1/');
  }

  public answer(call: Call): Reply {
    const version = call.headers['cc-version'] ?? LATEST_VERSION;
    const reply = this.reply(call);
    return { ...reply, headers: { ...reply.headers, 'cc-version': `${version}` } };
  }

  /** "10 requests/s per user"; a user is a key here. */
  public limitOf({ headers }: Call): RateLimit {
    return { name: `${headers.authorization}`, perSecond: this.behaviour.requestsPerSecond };
  }

  public failure(status: number, message: string): Reply {
    return failureReply(status, message);
  }

  public rateLimited(status: number, message: string): Reply {
    return envelope(status, GRPC.RESOURCE_EXHAUSTED, message);
  }

  public state(): unknown {
    const { clusters, backups, restores } = this;
    return { clusters, backups, restores };
  }

  private reply(call: Call): Reply {
    try {
      const key = authenticate(call, this.keys);
      const version = call.headers['cc-version'];
      if (version !== undefined && !VERSIONS.includes(`${version}`)) {
        throw new CockroachRefusal(GRPC.INVALID_ARGUMENT, 'invalid Cc-Version.');
      }
      const found = this.routes.find(call.method, call.path);
      if (found === undefined) {
        throw new CockroachRefusal(GRPC.NOT_FOUND, 'Not Found');
      }
      if (call.bodyText !== '' && call.body === undefined) {
        throw new CockroachRefusal(GRPC.INVALID_ARGUMENT, 'proto: syntax error');
      }
      return found.route.handle(this, { ...call, params: found.params, key });
    } catch (error) {
      if (error instanceof CockroachRefusal) {
        return refusalReply(error);
      }
      throw error;
    }
  }
}

function isOwner({ clusters }: CockroachKey): boolean {
  return clusters === undefined;
}

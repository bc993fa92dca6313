import type { Call, Cloud, Reply } from '../exchange';
import type { RateLimit } from '../rate-limits';
import { Router } from '../router';
import { authenticate } from './access';
import type { ZillizKey } from './model';
import { populate } from './populate';
import { refusalReply, ZillizRefusal } from './refusal';
import { ZILLIZ_ROUTES } from './routes';
import { summary } from './summary';
import { ZillizWorld } from './world';

/** The Zilliz part: a world, and the documented API in front of it. */
export class ZillizCloud extends ZillizWorld implements Cloud {
  public readonly vendor = 'zilliz';
  public readonly title = 'Zilliz Cloud';
  /** None is documented. */
  public readonly limitHeaders = {};
  public readonly routes = new Router(ZILLIZ_ROUTES);
  public readonly populate = populate.bind(undefined, this);
  public readonly summary = summary.bind(undefined, this);
  public readonly ownerKey = this.keys.find(isOwner)?.key ?? '';

  public owns(path: string): boolean {
    return path.startsWith('/v2/');
  }

  public answer(call: Call): Reply {
    const reply = this.reply(call);
    const requestid = `sim-${this.serials.hex('request', 16)}`;
    return { ...reply, headers: { ...reply.headers, requestid } };
  }

  /** "Up to 20 requests/s per user per endpoint"; a user is a key here. */
  public limitOf({ headers }: Call, operation: string): RateLimit {
    const { requestsPerSecond: perSecond } = this.behaviour;
    return { name: `${headers.authorization} ${operation}`, perSecond };
  }

  public failure(status: number, message: string): Reply {
    // A failure under HTTP 200 must still not look like a success.
    return { status, body: { code: status >= 400 ? status : 500, message } };
  }

  public rateLimited(status: number, message: string): Reply {
    return { status, body: { code: 429, message } };
  }

  public state(): unknown {
    const { projects, clusters, backups, jobs } = this;
    return { projects, clusters, backups, jobs };
  }

  private reply(call: Call): Reply {
    try {
      const key = authenticate(call, this.keys);
      const found = this.routes.find(call.method, call.path);
      if (found === undefined) {
        return this.failure(404, `No operation ${call.method} ${call.path}`);
      }
      if (call.bodyText !== '' && call.body === undefined) {
        return this.failure(400, 'The body is not JSON');
      }
      return found.route.handle(this, { ...call, params: found.params, key });
    } catch (error) {
      if (error instanceof ZillizRefusal) {
        return refusalReply(error, this.behaviour);
      }
      throw error;
    }
  }
}

function isOwner({ projects, ofAnotherOrganization }: ZillizKey): boolean {
  return projects === undefined && ofAnotherOrganization !== true;
}

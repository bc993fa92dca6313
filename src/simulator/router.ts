import type { Call, Route } from './exchange';
import { compilePath, type PathParams } from './path-pattern';

/** A route that a request has met, with what its path names. */
export interface Match<World, Authenticated extends Call> {
  readonly route: Route<World, Authenticated>;
  readonly params: PathParams;
}

/** Finds a vendor's route for a method and a path; the first that fits wins. */
export class Router<World, Authenticated extends Call> {
  private readonly compiled;

  public constructor(routes: readonly Route<World, Authenticated>[]) {
    this.compiled = routes.map((route) => ({ route, matches: compilePath(route.path) }));
  }

  /** The names of all operations. */
  public get operations(): string[] {
    return this.compiled.map(({ route }) => route.operation);
  }

  /** The name of the operation that a request means, undefined when no document has such a route. */
  public operationOf(method: string, path: string): string | undefined {
    return this.find(method, path)?.route.operation;
  }

  /** The route for a request, undefined when no document has it. */
  public find(method: string, path: string): Match<World, Authenticated> | undefined {
    for (const { route, matches } of this.compiled) {
      const params = route.method === method ? matches(path) : undefined;
      if (params !== undefined) {
        return { route, params };
      }
    }
    return undefined;
  }
}

import { readable } from './private/readable';
/** Which of the changes to a declaration restore again. Everything else waits for the next restore. */
export enum RerunScope {
  /** A change of the backup or of the target. */
  BACKUP = 'backup',
  /** A change of any field of the request. */
  ANYTHING = 'anything',
  /** A change of the token. */
  TOKEN = 'token',
  /** No change. */
  NEVER = 'never',
}

/**
 * When a restore runs again. A re-run drops a clone or erases a cluster, so by default only the identity of the restore
 * decides, and the plan shows which part of it changed.
 */
export class Rerun {
  /** Restores again when the backup or the target changes: project and name, or destination cluster. */
  public static whenBackupChanges(): Rerun {
    return new Rerun(RerunScope.BACKUP);
  }

  /** Restores again when any field of the request changes. */
  public static whenAnythingChanges(): Rerun {
    return new Rerun(RerunScope.ANYTHING);
  }

  /**
   * Restores again only when the token changes. A restore that had another `Rerun` restores once more when it gets a
   * token; one that had a token and gets another `Rerun` does not.
   *
   * @param token any text, for example a date or a ticket number
   */
  public static onToken(token: string): Rerun {
    return new Rerun(RerunScope.TOKEN, readable(token));
  }

  /** Never restores again automatically. `terraform apply -replace` still does. */
  public static once(): Rerun {
    return new Rerun(RerunScope.NEVER);
  }

  private constructor(
    /** Which changes count. */
    public readonly scope: RerunScope,
    /** The token of `onToken`. */
    public readonly token?: string,
  ) {}
}

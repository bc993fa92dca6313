interface Waiting<Script, Match> {
  readonly script: Script;
  readonly match: Match;
  left: number;
}

/** How the next jobs end, as a test or a person wrote it down; each script is good for so many jobs. */
export class ScriptBook<Script extends object, Match extends { readonly times?: number }> {
  private waiting: Waiting<Script, Match>[] = [];

  /** Keeps a script for the next jobs that it fits, for one by default. */
  public add(script: Script, match: Match): void {
    this.waiting.push({ script, match, left: match.times ?? 1 });
  }

  /** The script of a job that begins now, the oldest first; empty where none fits. */
  public take(fits: (match: Match) => boolean): Script | Record<string, never> {
    const found = this.waiting.find(({ match, left }) => left > 0 && fits(match));
    if (found === undefined) {
      return {};
    }
    found.left -= 1;
    return found.script;
  }

  /** Forgets all of them. */
  public clear(): void {
    this.waiting = [];
  }
}

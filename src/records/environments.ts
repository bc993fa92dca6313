import { takeDownAll } from './commands';
import type { LedgerEntry } from './ledger';
import type { Records } from './records';

/** An environment of which something exists, in one stack and workspace. */
export interface RecordedEnvironment {
  readonly name: string;
  readonly stack: string;
  readonly workspace: string;
  readonly owner: string | undefined;
  readonly dataClass: string | undefined;
  readonly expiresOn: string | undefined;
  /** How many restores of it are there. */
  readonly restores: number;
  readonly isExpired: boolean;
  /** What destroys all of it, and nothing else. */
  readonly command: string;
}

/** What is there of a restore, as far as its environment is concerned. */
export interface Member {
  readonly entry: LedgerEntry;
  readonly isExpired: boolean;
}

/** The environments of these restores, in the order of their first members. */
export function environmentsOf(
  records: Records,
  members: readonly Member[],
): RecordedEnvironment[] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const { stack, workspace, about } = member.entry;
    if (about.environment === undefined) continue;
    const key = JSON.stringify([stack, workspace, about.environment]);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { stack, workspace, about } = first.entry;
    const { environment: name = '', owner, dataClass, expiresOn } = about;
    return [
      {
        ...{ name, stack, workspace, owner, dataClass, expiresOn, restores: group.length },
        isExpired: group.some(({ isExpired }) => isExpired),
        command: takeDownAll(
          records,
          group.map(({ entry }) => entry),
        ),
      },
    ];
  });
}

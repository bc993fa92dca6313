import { addressOfAll } from '../../spec/step-instance';
import { printable } from '../../text/text';
import type { PlannedRestore, RestorePlanDocument } from './schema';

/** An environment whose end has passed. */
export interface ExpiredEnvironment {
  readonly name: string;
  readonly owner: string;
  readonly expiresOn: string;
  /** The command that destroys it, and nothing else. */
  readonly command: string;
  /** Its first member. */
  readonly member: PlannedRestore;
}

/** The environments of a plan that are past their end, in the order of its restores. */
export function expiredEnvironments({
  source,
  restores,
}: Pick<RestorePlanDocument, 'source' | 'restores'>): ExpiredEnvironment[] {
  const members = new Map<string, PlannedRestore[]>();
  for (const restore of restores) {
    const { environment, isOver } = restore.about;
    if (environment === undefined || isOver !== true) continue;
    const key = `${restore.stack} ${environment}`;
    members.set(key, [...(members.get(key) ?? []), restore]);
  }
  return [...members.values()].flatMap((all) => {
    const [member] = all;
    if (member === undefined) return [];
    const { environment = '', owner = 'an unknown owner', expiresOn = '' } = member.about;
    const command = destroyCommand(source, all);
    return [{ name: environment, owner, expiresOn, command, member }];
  });
}

/** `terraform destroy` of these restores: their steps, and what uses them. */
function destroyCommand(source: string, members: readonly PlannedRestore[]): string {
  const [first] = members;
  const output = source.endsWith('.json') ? 'cdktf.out' : source;
  const folder = `${output}/${(first?.location.file ?? '').replace(/\/[^/]*$/, '')}`;
  // Every instance of a step: one of an unfinished refresh goes too.
  const targets = members.map(({ address }) => `-target=${addressOfAll(address)}`).sort();
  return printable(`terraform -chdir=${folder} destroy ${targets.join(' ')}`);
}

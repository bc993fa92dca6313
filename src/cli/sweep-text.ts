import { expiredText } from '../records/expiry';
import type { Finding, Undecided } from '../records/findings';
import type { UnrecordedFinding } from '../records/unrecorded';
import { cut, pluralize, printable } from '../text/text';

/** What `sweep` found, for people: what it is, why it is ours, and what takes it away. */
export function sweepText(
  findings: readonly Finding[],
  undecided: readonly Undecided[],
  unrecorded: readonly UnrecordedFinding[],
): string {
  const groups = new Map<string, Finding[]>();
  for (const [at, one] of findings.entries()) {
    const key = groupOf(one) ?? String(at);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return groupOf(first) === undefined ? textOf(first) : environmentText(first, group);
  });
  const unsure = undecided.map(({ path, clusterId, text }) => {
    const id = clusterId === undefined ? '' : ` (${printable(cut(clusterId))})`;
    return `NOT KNOWN ${printable(path)}${id}: ${cut(printable(text), 600)}`;
  });
  const expired = findings.filter(({ reason }) => reason === 'expired').length;
  const tally = [
    `${pluralize(findings.length, 'finding')}`,
    ...(expired === 0 ? [] : [`${expired} expired`]),
    ...(undecided.length === 0 ? [] : [`${undecided.length} not known`]),
    ...(unrecorded.length === 0 ? [] : [`${unrecorded.length} not recorded`]),
  ];
  const others = unrecorded.flatMap(({ clusterId, text, signs, vendor }) => [
    `NOT RECORDED ${printable(cut(clusterId))} (${cut(printable(text), 120)}): looks restored, and no state or journal here mentions it`,
    `  signs: ${printable(signs.join('; '))}`,
    `  never dropped here: check it in the console of ${vendor}`,
  ]);
  return `${[...lines, ...unsure, ...others, `sweep: ${tally.join(', ')}`].join('\n')}\n`;
}

/** The environment that is past its end, and of which this is a part. */
function groupOf({ reason, environment, stack, workspace }: Finding): string | undefined {
  if (reason !== 'expired' || environment === undefined) return undefined;
  return JSON.stringify([stack, workspace, environment]);
}

function environmentText(first: Finding, members: readonly Finding[]): string[] {
  const { environment = '', command } = first;
  return [
    `environment ${printable(environment)}, ${pluralize(members.length, 'restore')}: ${printable(expiredText(first))}`,
    ...members.map((one) => `  ${printable(one.path)}: ${whatOf(one)}; ${proofOf(one)}`),
    `  run: ${printable(command ?? '')}`,
  ];
}

function textOf(one: Finding): string[] {
  const { path, clusterId, cause, command, environment, owner } = one;
  const whose = [
    ...(environment === undefined ? [] : [`environment ${environment}`]),
    ...(owner === undefined ? [] : [`owner ${owner}`]),
  ];
  const title = `${clusterId === undefined ? `${printable(path)} ` : ''}${whatOf(one, whose)}`;
  return [
    `${title}: ${printable(cause)}`,
    `  ${proofOf(one)}`,
    `  ${command === undefined ? wayOf(one) : `run: ${printable(command)}`}`,
  ];
}

function whatOf({ clusterId, text }: Finding, whose: readonly string[] = []): string {
  const id = clusterId === undefined ? '' : `${printable(cut(clusterId))} `;
  return `${id}(${[cut(printable(text), 120), ...whose.map(printable)].join(', ')})`;
}

function proofOf({ evidence, doubts }: Finding): string {
  return doubts.length === 0
    ? `belongs to this app because: ${printable(evidence.join('; '))}`
    : `not proven to belong to this app: ${cut(printable(doubts.join('; ')), 600)}`;
}

function wayOf({ doubts, vendor, isStateKnown }: Finding): string {
  if (doubts.length > 0) {
    return `check it in the console of ${vendor}, and drop it there if nobody needs it`;
  }
  return isStateKnown
    ? 'it is in a cluster that stays: remove it there if nobody needs it'
    : 'it cannot be dropped here until the state is known';
}

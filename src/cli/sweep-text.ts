import type { Finding, Undecided } from '../records/findings';
import { counted, cut, printable } from '../text/text';

/** What `sweep` found, for people: what it is, why it is ours, and what takes it away. */
export function sweepText(findings: readonly Finding[], undecided: readonly Undecided[]): string {
  const lines = findings.flatMap((one) => {
    const { clusterId, text, path, cause, evidence, doubts, command, owner } = one;
    const what = clusterId === undefined ? printable(path) : printable(cut(clusterId));
    const whose = owner === undefined ? '' : `, owner ${printable(owner)}`;
    const proof =
      doubts.length === 0 ? evidence.join('; ') : `not proven to be ours: ${doubts.join('; ')}`;
    return [
      `${what} (${cut(printable(text), 120)}${whose}): ${printable(cause)}`,
      `  ours because: ${printable(proof)}`,
      `  ${command === undefined ? wayOf(one) : `run: ${printable(command)}`}`,
    ];
  });
  const unsure = undecided.map(({ path, clusterId, text }) => {
    const id = clusterId === undefined ? '' : ` (${printable(clusterId)})`;
    return `NOT KNOWN ${printable(path)}${id}: ${printable(text)}`;
  });
  const tally = [
    `${counted(findings.length, 'finding')}`,
    ...(undecided.length === 0 ? [] : [`${undecided.length} not known`]),
  ];
  return `${[...lines, ...unsure, `sweep: ${tally.join(', ')}`].join('\n')}\n`;
}

function wayOf({ doubts, vendor }: Finding): string {
  return doubts.length === 0
    ? 'nothing here may drop it before the state is known'
    : `look at it in the console of ${vendor}, and drop it there if nobody needs it`;
}

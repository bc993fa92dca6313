import { type StepDifference, stepDifferences } from '../../spec/differences';
import { quote } from '../../text/text';
import type { Block } from '../read/stack-blocks';

/** A step that is not as synth writes it. */
export interface Alteration {
  /** The address of the step; for one that is missing, what it is called in the construct. */
  readonly address: string;
  /** What is wrong, and what was expected, without a full stop. */
  readonly problem: string;
  /** What was found instead; absent if there is nothing. */
  readonly found?: unknown;
}

/** How a block differs from the resource that synth writes. */
export function compareBlock({ address, body }: Block, expected: object): Alteration[] {
  const differences = stepDifferences(expected, body);
  const [first] = differences;
  if (first === undefined) return [];
  const more = differences.length === 1 ? '' : ` (and ${differences.length - 1} more)`;
  const [wanted, found] = apart(first);
  const problem = `${first.path} is not as synth writes it${more}, expected ${quoteOrNothing(wanted)}`;
  return [{ address, problem, found: found === undefined ? 'nothing' : found }];
}

function quoteOrNothing(value: unknown): string {
  return value === undefined ? 'nothing' : quote(value);
}

const [BEFORE, AFTER] = [24, 52];

/** Long texts from a little before the place where they part: nobody finds it in a whole spec. */
function apart({ expected, found }: StepDifference): [unknown, unknown] {
  if (typeof expected !== 'string' || typeof found !== 'string') return [expected, found];
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) at += 1;
  const from = at > BEFORE + 8 ? at - BEFORE : 0;
  const part = (text: string) => `${from > 0 ? '…' : ''}${text.slice(from, at + AFTER)}`;
  return [part(expected), part(found)];
}

import type { MarkedText } from '../../text/marked';
import type { Row } from './rows';

const PLAIN = ['created: ', 'added to a cluster: ', 'new: ', 'runs again: ', 'waits: '];
const WARNING = ['dropped: ', 'left behind: ', 'downgrade: '];

/** How urgent a point of the verdict looks: what merely happens is not red. */
export function toneOfPoint(point: MarkedText): Row['tone'] {
  const begins = (word: string) => point.startsWith(word);
  if (PLAIN.some(begins)) return 'plain';
  return WARNING.some(begins) ? 'warn' : 'danger';
}

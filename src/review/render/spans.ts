import type { MarkedText } from '../../text/marked';

/** Turns marked text into another form: prose and values each by their own function. */
export function spans(
  text: MarkedText,
  prose: (text: string) => string,
  value: (text: string) => string,
): string {
  if (!text.includes('`')) return prose(text);
  return text
    .split('`')
    .map((part, index) => (part === '' ? '' : index % 2 === 1 ? value(part) : prose(part)))
    .join('');
}

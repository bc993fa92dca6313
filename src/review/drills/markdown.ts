import { mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import { inline } from '../render/markdown-text';
import type { DrillHistory } from './history';
import { COLUMNS, cellsOf, summaryOf } from './summary';

/** The history as Markdown, for a wiki, an issue or the summary of a job. */
export function drillsMarkdown({ drills, problems }: DrillHistory): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const wrong =
    problems.length === 0
      ? []
      : [
          `**${pluralize(problems.length, 'file')} could not be read:**`,
          '',
          ...problems.map(({ file, problem }) => inline(`- ${mark(file)} ${problem}`)),
          '',
        ];
  const parts = drills.flatMap((runs) => [
    `## ${inline(mark(runs.drill))}`,
    '',
    `${inline(summaryOf(runs))}.`,
    '',
    line(COLUMNS),
    line(COLUMNS.map(() => '---')),
    ...runs.runs.map((run) => line(cellsOf(run).map(inline))),
    '',
  ]);
  const none = drills.length === 0 ? ['No drill results.', ''] : [];
  return ['# Restore drills', '', ...wrong, ...none, ...parts].join('\n');
}

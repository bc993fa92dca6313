import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type DrillHistory, readHistory } from '../review/drills/history';
import { drillsHtml } from '../review/drills/html';
import { drillsMarkdown } from '../review/drills/markdown';
import { printable } from '../text/text';
import { example } from './options';
import { formatOf, jsonDocument, jsonFormatOption, type RenderingOptions } from './rendering';
import { CliExit, type Terminal } from './terminal';

const FORMATS: Readonly<Record<string, (history: DrillHistory) => string>> = {
  markdown: drillsMarkdown,
  html: drillsHtml,
  json: (history) => jsonDocument('drills', history),
};

/** `cluster-restore drills`: what drills measured over time. */
export function drillsCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('drills')
    .summary('show the results of restore drills over time')
    .description(
      'Reads the results of restore drills, and shows recovery times and points against their objectives, the newest ' +
        'first. Exit code 1 if a file in the folder is not a result, or if there is none.',
    )
    .argument('<folder>', 'the resultsFolder of the drills')
    .addOption(
      new Option('--format <format>', 'how to show it')
        .choices(Object.keys(FORMATS))
        .default('markdown'),
    )
    .addOption(jsonFormatOption())
    .action((folder: string, options: RenderingOptions) => {
      const history = readHistory(resolve(terminal.cwd, folder), folder);
      terminal.write(FORMATS[formatOf(options)]?.(history) ?? '');
      for (const { file, problem } of history.problems) {
        terminal.error(
          `${printable(file)} ${printable(problem)}. Remove it, or restore it from version control.`,
        );
      }
      if (history.drills.length === 0) {
        terminal.error(`${printable(folder)} contains no drill result.`);
      }
      if (history.problems.length > 0 || history.drills.length === 0) {
        terminal.end(CliExit.OBJECTED);
      }
    });
  example(command, 'cluster-restore drills drills --format markdown');
}

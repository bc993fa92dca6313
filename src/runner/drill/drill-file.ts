import { makeFolder } from '../../client/folder';
import type { DrillResult } from '../../drill/result';
import { writeDurably } from '../journal/durable-file';
import type { StepContext } from '../step/step-context';

/** Writes the result to the folder of the drill, a file for each run, and returns its name. Writing again changes nothing. */
export function writeDrillResult(
  { spec }: Pick<StepContext<'submit' | 'wait'>, 'spec'>,
  result: DrillResult,
): string {
  const folder = spec.drill?.results ?? '';
  const moment = result.startedAt.replace(/[-:]|\.\d+/g, '');
  const file = `${folder}/${spec.key}-${moment}.json`;
  makeFolder(folder);
  writeDurably(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

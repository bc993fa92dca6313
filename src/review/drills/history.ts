import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DrillResult, readDrillResult } from '../../drill/result';
import { isRegularFile } from '../read/regular-file';
import { WrongInput } from '../wrong-input';

/** The runs of one drill, the newest first; never empty. */
export interface DrillRuns {
  readonly drill: string;
  readonly runs: readonly DrillResult[];
}

/** What the files of a folder say. */
export interface DrillHistory {
  readonly drills: readonly DrillRuns[];
  /** Files that are not results, each with what is wrong, in words that follow its name. */
  readonly problems: readonly { readonly file: string; readonly problem: string }[];
}

/** Reads every `.json` file of a folder: one that is not a result must not be overlooked. */
export function readHistory(folder: string, shown: string): DrillHistory {
  const results: DrillResult[] = [];
  const problems: { file: string; problem: string }[] = [];
  for (const file of filesOf(folder, shown)) {
    const result = readDrillResult(textOf(join(folder, file)));
    if (typeof result === 'string') problems.push({ file, problem: result });
    else results.push(result);
  }
  return { drills: byDrill(results), problems };
}

function filesOf(folder: string, shown: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new WrongInput(`${shown}: the folder ${why}. Name the resultsFolder of a drill.`);
  }
}

/** A file that cannot be read has no text, and is not a result. */
function textOf(path: string): string {
  try {
    return isRegularFile(path) ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}

function byDrill(results: readonly DrillResult[]): DrillRuns[] {
  const names = [...new Set(results.map(({ drill }) => drill))].sort();
  return names.map((drill) => ({
    drill,
    runs: results
      .filter((result) => result.drill === drill)
      .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt)),
  }));
}

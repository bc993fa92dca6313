import { dirname, join } from 'node:path';
import {
  isSourcesHash,
  SOURCES_FOLDER_VARIABLE,
  sourceIds,
  sourcesFile,
  sourcesHash,
} from '../../spec/source-list';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { readIfThere } from '../journal/durable-file';

/** The clusters that restores of the app read from: from the spec, or from the file whose hash the spec has. */
export function readSources(
  { vendor, path, sources = '' }: { vendor: string; path: string; sources?: string | undefined },
  env: NodeJS.ProcessEnv,
  runner = process.argv[1] ?? '',
): string[] {
  if (!isSourcesHash(sources)) return sourceIds(sources);
  const file = join(env[SOURCES_FOLDER_VARIABLE] || dirname(runner), sourcesFile(vendor));
  const text = readIfThere(file);
  if (text !== undefined && sourcesHash(text) === sources) return sourceIds(text);
  throw new RunnerError(
    ExitCode.INVALID,
    `${file}, the list of the clusters that restores read from, ${text === undefined ? 'is missing' : `is not the one that ${path} was synthesised with`}`,
    'Nothing was called. Run cdktf synth again, and plan and apply the whole folder that it writes: a synth after the plan changes the list too',
  );
}

import { dirname } from 'node:path/posix';
import { RUNNER_PATH } from '../../spec/runner-path';
import { isSourcesHash, sourceIds, sourcesFile, sourcesHash } from '../../spec/source-list';
import { quote } from '../../text/text';
import type { OutputFiles } from '../read/output';
import type { RestoreStep } from '../read/steps';

/** The clusters that restores read from, and whether the specs name them: a drop could touch one that is left out. */
export class SourceLists {
  readonly #ids = new Map<string, Set<string>>();
  /** Thousands of specs name one list. */
  readonly #problems = new Map<string, string | undefined>();

  /** @param files absent inside of an app, which has not written any, and which refuses what was altered itself */
  constructor(
    steps: readonly Pick<RestoreStep, 'written'>[],
    private readonly files: OutputFiles | undefined,
  ) {
    for (const { written } of steps) {
      const { vendor, declaration } = written;
      const id = (declaration.backup as { readonly clusterId?: unknown } | undefined)?.clusterId;
      if (typeof id !== 'string') continue;
      this.#ids.set(vendor, (this.#ids.get(vendor) ?? new Set()).add(id));
    }
  }

  /** Why a spec of the stack does not name every cluster; `undefined` where it does. */
  problemOf(stackFile: string, vendor: string, sources: string): string | undefined {
    const key = `${stackFile}\n${vendor}\n${sources}`;
    if (!this.#problems.has(key)) {
      this.#problems.set(key, this.#newProblem(stackFile, vendor, sources));
    }
    return this.#problems.get(key);
  }

  #newProblem(stackFile: string, vendor: string, sources: string): string | undefined {
    const isHash = isSourcesHash(sources);
    if (isHash && this.files === undefined) return undefined;
    const file = `${dirname(stackFile)}/${dirname(RUNNER_PATH)}/${sourcesFile(vendor)}`;
    const text = isHash ? this.files?.read(file) : sources;
    if (text === undefined) return `${MUST_NAME} their list is missing: ${file}`;
    if (isHash && sourcesHash(text) !== sources) {
      return `${MUST_NAME} another list is in ${file}`;
    }
    const present = new Set(sourceIds(text));
    // An id with a blank, which is refused anyway, is several words in the list.
    const isMissing = (id: string) => id.split(' ').some((word) => !present.has(word));
    const missing = [...(this.#ids.get(vendor) ?? [])].find(isMissing);
    return missing === undefined ? undefined : `${MUST_NAME} ${quote(missing)} is missing`;
  }
}

const MUST_NAME = 'its spec must name every cluster that a restore of the app reads from, and';

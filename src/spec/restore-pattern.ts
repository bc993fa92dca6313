import type { TokenSystem } from './encode';
import {
  isPatternOf,
  mayHoldMarks,
  type Pattern,
  patternOf,
  takeTexts,
  withMarks,
} from './pattern';
import type { RestoreModel } from './step-model';
import { restoreResources } from './step-resources';

/** What is written into a spec and into an expression as it is: nothing in it is escaped. */
const PLAIN = /^[\w ./:@+=,;()-]*$/;
/** What is written into a trigger as it is: nothing in it begins a template. */
const UNTEMPLATED = /^[^$%]*$/;

const isPlain = (text: string) => PLAIN.test(text);
const isUntemplated = (text: string) => UNTEMPLATED.test(text);

/**
 * The resources of all restores of one shape, which differ in texts alone. {@link restoreResources} builds them once, with
 * marks in the place of those texts: it decides nothing by them, and writes each where it belongs as it is.
 */
export class RestorePattern {
  readonly #first: Parts;
  #resources: Readonly<Record<string, Pattern>> | undefined;

  /**
   * @param model that of the first restore of the shape, see {@link mayHavePattern}
   * @param tokens none of them is in the model
   */
  constructor(
    private readonly model: RestoreModel,
    private readonly tokens: TokenSystem,
  ) {
    this.#first = partsOf(model);
  }

  /** The texts of a restore of this shape; `undefined` where it has another one. */
  textsOf(model: RestoreModel): readonly string[] | undefined {
    const { deciding, plain, details } = partsOf(model);
    const first = this.#first;
    for (let index = 0; index < deciding.length; index += 1) {
      if (deciding[index] !== first.deciding[index]) return undefined;
    }
    const texts: string[] = [];
    const isSame =
      takeTexts(first.plain, plain, isPlain, texts) &&
      takeTexts(first.details, details, isUntemplated, texts) &&
      isNextPlain(model);
    return isSame ? texts : undefined;
  }

  /** Whether these are all resources of the restore with these texts, each as synth writes it. */
  isWritten(texts: readonly string[], found: Readonly<Record<string, object>>): boolean {
    this.#resources ??= this.#built();
    let count = 0;
    for (const name in this.#resources) {
      count += 1;
      const [pattern, body] = [this.#resources[name], found[name]];
      // Terraform and the review take `//` for a comment; it is so in the body itself alone.
      if (pattern === undefined || !isPatternOf(pattern, texts, body, '//')) return false;
    }
    return Object.keys(found).length === count;
  }

  #built(): Readonly<Record<string, Pattern>> {
    const taken: string[] = [];
    const plain = withMarks(this.#first.plain, isPlain, taken) as Parts['plain'];
    const details = withMarks(this.#first.details, isUntemplated, taken) as Parts['details'];
    const built = restoreResources({ ...this.model, ...plain, details }, this.tokens);
    return Object.fromEntries(
      Object.entries(built).map(([name, resource]) => [name, patternOf(resource)]),
    );
  }
}

/** Whether other restores may have the shape of this one, which has no values that are known after apply. */
export function mayHavePattern(model: RestoreModel): boolean {
  const { replacement, drill } = model;
  // Of these two, a text names instances and keys.
  if (replacement !== undefined || drill !== undefined) return false;
  return isNextPlain(model) && !mayHoldMarks(JSON.stringify(model));
}

/** What restores of one shape have in common, and the texts in which they differ. */
type Parts = ReturnType<typeof partsOf>;

function partsOf(model: RestoreModel) {
  const { vendor, operation, command, journals, facts, replacement, drill } = model;
  const { removalPolicy, timeoutMinutes, sources } = model;
  const { path, key, addresses, groupWait, identity, identityInSpec } = model;
  const { declaration, acknowledge, passwordSink, about, dependsOn, details } = model;
  return {
    // biome-ignore format: one line for each group of them.
    deciding: [
      vendor, operation, command, journals, facts,
      removalPolicy, timeoutMinutes, sources, replacement, drill,
    ],
    // biome-ignore format: as above.
    plain: {
      path, key, addresses, groupWait, identity, identityInSpec,
      declaration, acknowledge, passwordSink, about, dependsOn,
    },
    details,
  };
}

/** A detail stands in a trigger alone, but for those that say what is restored next. */
function isNextPlain({ facts, details }: RestoreModel): boolean {
  for (const name of facts.next ?? []) if (!isPlain(details[name] ?? '')) return false;
  return true;
}

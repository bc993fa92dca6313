import type { RestoreStepName } from '../../spec/step-model';
import { isRecord, type JsonRecord } from '../../text/json-value';
import { isNullResource, type Stack } from '../read/stack';
import type { Block } from '../read/stack-blocks';
import type { RunningStep } from '../read/steps';

/** The resources of one restore, as far as the stack has them. */
export type Mates = Partial<Record<RestoreStepName, Block>>;

// Without the instance, where a clone has one of its own.
const SUBMIT_ADDRESS = /"submitAddress":"([^"[\\]*)/;
const STEP = /"step":"(hold|wait|removal|verdict)"/;
const PATH = /"path":"((?:[^"\\]|\\.)*)"/;
const OTHERS = ['submitted', 'hold', 'wait', 'restored', 'removal', 'verdict'] as const;

/**
 * Finds the steps that belong to one another: by the paths of their constructs, or, in a stack without them, by
 * what their specs and triggers name. What is found is compared as a whole, so that nothing here has to be sure.
 */
export class StepIndex {
  /** By the path of the restore, then by the name of the step. */
  readonly #byPath = new Map<string, Map<string, Block>>();
  readonly #byLink = new Map<string, Block>();
  readonly #byTrigger = new Map<string, Block>();

  constructor({ blocks }: Pick<Stack, 'blocks'>, others: readonly RunningStep[]) {
    for (const block of blocks) {
      if (!isNullResource(block)) continue;
      const path = pathOf(block.body);
      if (path !== undefined) {
        const end = path.lastIndexOf('/');
        if (end < 0) continue;
        const folder = path.slice(0, end);
        const steps = this.#byPath.get(folder) ?? new Map<string, Block>();
        this.#byPath.set(folder, steps);
        const name = path.slice(end + 1);
        if (!steps.has(name)) steps.set(name, block);
        continue;
      }
      const triggers = isRecord(block.body.triggers) ? block.body.triggers : {};
      for (const key of ['submit_id', 'wait_id']) {
        const value = triggers[key];
        if (typeof value === 'string')
          this.#byTrigger.set(`${key} ${value.replace(/\[".*"\]/s, '')}`, block);
      }
    }
    for (const { block, text } of others) {
      const step = STEP.exec(text)?.[1] ?? '';
      const names = [SUBMIT_ADDRESS.exec(text)?.[1], PATH.exec(text)?.[1]];
      for (const name of names) if (name !== undefined) this.#byLink.set(`${step} ${name}`, block);
    }
  }

  /** The step `hold` of a restore or of a group of this path. */
  holdOf(path: string): Block | undefined {
    return this.#byPath.get(path)?.get('hold') ?? this.#findByPath('hold', path);
  }

  /** The steps of the restore whose request the block sends. */
  matesOf(submit: Block, path: string): Mates {
    const mates: Mates = { submit };
    const steps = this.#byPath.get(path);
    for (const name of OTHERS) {
      const found = steps?.get(name) ?? this.#findLinked(name, submit, path, mates);
      if (found !== undefined) mates[name] = found;
    }
    return mates;
  }

  #findByPath(name: string, path: string): Block | undefined {
    return this.#byLink.get(`${name} ${JSON.stringify(path).slice(1, -1)}`);
  }

  #findLinked(name: (typeof OTHERS)[number], submit: Block, path: string, mates: Mates) {
    switch (name) {
      case 'submitted':
        return this.#byTrigger.get(`submit_id \${${submit.address}.id}`);
      case 'hold':
      case 'removal':
        return this.#findByPath(name, path);
      case 'wait':
      case 'verdict':
        return this.#byLink.get(`${name} ${submit.address}`);
      case 'restored':
        return mates.wait && this.#byTrigger.get(`wait_id \${${mates.wait.address}.id}`);
    }
  }
}

/** The path of a construct, which cdktf notes in each resource. */
export function pathOf(body: JsonRecord): string | undefined {
  const note = body['//'];
  const metadata = isRecord(note) ? note.metadata : undefined;
  const path = isRecord(metadata) ? metadata.path : undefined;
  return typeof path === 'string' ? path : undefined;
}

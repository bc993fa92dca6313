import { groupResources } from '../../spec/group-resources';
import { MEMBER_VARIABLE_PREFIX } from '../../spec/names';
import { RUNNER_PATH } from '../../spec/runner-path';
import type { GroupMemberModel } from '../../spec/step-model';
import { unescapeTemplates } from '../../spec/templates';
import { isRecord } from '../../text/json-value';
import { parseJson } from '../../text/nesting';
import { quote } from '../../text/text';
import type { Reviewed } from '../model/reviewed';
import type { Block } from '../read/stack-blocks';
import type { RestoreStep, RunningStep } from '../read/steps';
import { type Alteration, compareBlock } from './compare-block';
import { pathOf, type StepIndex } from './mates';
import { journalsIn } from './rebuild';
import { digestOf, type Unreviewed } from './unreviewed';

/** The two steps of a group, as the stack has them. */
export interface GroupBlocks {
  readonly path: string;
  readonly wait: Block;
  readonly hold: Block | undefined;
  /** The keys of its members, in its order. */
  readonly keys: readonly string[];
}

/** A restore as far as its group is made of it. */
type Member = RestoreStep & { readonly recordAddress: string | undefined };

const WAITS_FOR_ALL = /"step":"wait-for-all"/;
const KEY = /"key":"([\w-]+)"/;

/** The groups of a stack: found by what they name, then built again from their members, and compared whole. */
export class Groups {
  readonly #groups: readonly GroupBlocks[];
  readonly #byKey = new Map<string, GroupBlocks>();

  constructor(others: readonly RunningStep[], index: StepIndex) {
    this.#groups = others
      .filter(({ text }) => WAITS_FOR_ALL.test(text))
      .map((running) => groupOf(running, index));
    for (const group of this.#groups) {
      // What a second one says of the same restore is not as synth writes it.
      for (const key of group.keys) if (!this.#byKey.has(key)) this.#byKey.set(key, group);
    }
  }

  get blocks(): Block[] {
    return this.#groups.flatMap(({ wait, hold }) => (hold === undefined ? [wait] : [wait, hold]));
  }

  /** The group that waits for the restore with this journal. */
  of(key: string | undefined): GroupBlocks | undefined {
    return key === undefined ? undefined : this.#byKey.get(key);
  }

  /** How their steps differ from those that synth writes for the restores of the stack. */
  alterations(
    restores: readonly Member[],
    definitionOf: (step: RestoreStep) => Reviewed,
  ): Unreviewed[] {
    if (this.#groups.length === 0) return [];
    const byKey = new Map(restores.map((one) => [one.written.key ?? '', one]));
    return this.#groups.flatMap((group) => {
      const own = [...new Set(group.keys)].filter((key) => this.#byKey.get(key) === group);
      const members = own.flatMap((key) => byKey.get(key) ?? []);
      return this.#compare(group, members, definitionOf).map(toUnreviewed);
    });
  }

  #compare(
    { path, wait, hold }: GroupBlocks,
    members: readonly Member[],
    definitionOf: (step: RestoreStep) => Reviewed,
  ): Alteration[] {
    if (hold === undefined) {
      return [{ address: wait.address, problem: 'the step "hold" of this group is missing' }];
    }
    const noted = pathOf(wait.body);
    if (noted !== undefined && noted !== `${path}/wait`) {
      return [{ address: wait.address, problem: 'its spec names another construct', found: path }];
    }
    const built = groupResources({
      path,
      hold: hold.address,
      command: RUNNER_PATH,
      journals: (members[0] && journalsIn(members[0].environment)) ?? '',
      members: members.map((member) => modelOf(member, definitionOf(member))),
    });
    return [...compareBlock(hold, built.hold), ...compareBlock(wait, built.wait)];
  }
}

function groupOf({ block, environment, text }: RunningStep, index: StepIndex): GroupBlocks {
  const path = pathIn(text);
  const keys = Object.keys(environment)
    .filter((name) => name.startsWith(MEMBER_VARIABLE_PREFIX))
    .map((name) => Number(name.slice(MEMBER_VARIABLE_PREFIX.length)))
    .sort((one, other) => one - other)
    .flatMap(
      (number) => KEY.exec(String(environment[`${MEMBER_VARIABLE_PREFIX}${number}`]))?.[1] ?? [],
    );
  return { path, wait: block, hold: index.holdOf(path), keys };
}

function pathIn(text: string): string {
  const spec = parseJson(unescapeTemplates(text));
  return isRecord(spec) && typeof spec.path === 'string' ? spec.path : '';
}

function modelOf({ written, recordAddress }: Member, operation: Reviewed): GroupMemberModel {
  const { vendor, operation: name, path, key = '', timeoutMinutes = 0 } = written;
  return {
    ...{ vendor, operation: name, path, key, timeoutMinutes },
    submitted: recordAddress ?? '',
    facts: 'facts' in operation ? operation.facts : { submitted: [], drop: [], restored: [] },
  };
}

function toUnreviewed({ address, problem, found }: Alteration): Unreviewed {
  const got = found === undefined ? '' : `, got ${quote(found)}`;
  return {
    address,
    why: `a step of a group of restores: ${problem}${got}`,
    failsFrom: 'never',
    digest: digestOf(`${problem}${got}`),
  };
}

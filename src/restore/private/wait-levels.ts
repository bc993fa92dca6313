import { Construct } from 'constructs';
import { Group } from './group';
import { stepsOf } from './restore-steps';

/** A member of an environment whose turn to wait is known. */
interface Level {
  readonly first: Construct;
  group?: Group;
}

/**
 * Lets those members of an environment wait together that depend on none of each other: first those that need no other
 * member, then those that need them, and so on. A member that refers to anything but members and variables waits by
 * itself: what that depends on is known only when the stack is whole.
 */
export class WaitLevels {
  readonly #levels: Level[] = [];
  /** By the address of the last step of a member. */
  readonly #levelOf = new Map<string, number>();

  constructor(private readonly scope: Construct) {}

  /** Members come in the order in which they are declared: what one refers to already exists. */
  add(member: Construct): void {
    const steps = stepsOf(member);
    if (steps === undefined || steps.waitsAloneBecause !== undefined) return;
    const at = this.#after(steps.references());
    if (at === undefined) return;
    this.#levelOf.set(steps.addresses.last, at);
    const level = this.#levels[at];
    if (level === undefined) {
      this.#levels[at] = { first: member };
      return;
    }
    level.group ??= this.#groupFrom(level.first, at);
    level.group.add(member);
  }

  /** One member alone needs no group. */
  #groupFrom(first: Construct, at: number): Group {
    const number = at === 0 ? '' : `-${at + 1}`;
    const group = new Group(new Construct(this.scope, `restore-group${number}`));
    group.add(first);
    return group;
  }

  #after(references: string): number | undefined {
    const addresses = references.match(ADDRESS) ?? [];
    let after = 0;
    for (const words of addresses) {
      if (WITHOUT_RESOURCES.test(words)) continue;
      const level = this.#levelOf.get(words.split('.').slice(0, 2).join('.'));
      if (level === undefined) return undefined;
      after = Math.max(after, level + 1);
    }
    return after;
  }
}

const ADDRESS = /[A-Za-z_][\w-]*(?:\.[\w-]+)+/g;
const WITHOUT_RESOURCES = /^(?:var|terraform|path)\./;

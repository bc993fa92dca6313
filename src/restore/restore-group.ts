import { Construct } from 'constructs';
import { type Issue, renderIssue } from '../evaluation/issue';
import { normalizeProps } from './private/declared-props';
import { Group } from './private/group';
import { GROUP_RULE, groupIssues, memberIssue } from './private/group-issues';
import { unknownProps } from './private/unknown-props';
import type { Restore } from './restore';

/** Which restores a group waits for. */
export interface RestoreGroupProps {
  /**
   * The members, of any vendor, all of one stack. None of them may depend on another. Moving a restore into or out of a
   * group restores nothing.
   *
   * @default - none; give them to `add`
   */
  readonly restores?: Restore[];
}

/**
 * Restores that are waited for together, in one process: all of them take as long as the longest one. Without a group,
 * each takes one of the ten slots of `terraform apply` until its jobs have ended.
 *
 * As without a group, each member is submitted, recorded, verified and dropped by its own steps, and its failure
 * affects no other member. Whatever depends on a member starts when the jobs of all members have ended.
 */
export class RestoreGroup extends Construct {
  readonly #group: Group;
  readonly #issues: Issue[] = [];
  #given = 0;

  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the group in the stack. A change restores nothing
   * @param props its members
   */
  constructor(scope: Construct, id: string, props: RestoreGroupProps = {}) {
    super(scope, id);
    this.#group = new Group(this);
    const given = normalizeProps(props);
    const { restores = [] } = given;
    this.#issues.push(...unknownProps(given, ['restores'], GROUP_RULE));
    if (Array.isArray(restores)) this.add(...restores);
    else this.#issues.push({ ...NO_LIST, got: restores });
    const isEmpty = () => this.#given === 0 && this.#issues.length === 0;
    this.node.addValidation({
      validate: () => [...this.#issues, ...groupIssues(this.#group, isEmpty())].map(renderIssue),
    });
  }

  /**
   * Adds members.
   *
   * @param restores restores of the same stack, each in one group only
   */
  public add(...restores: Restore[]): void {
    for (const restore of restores) {
      const issue = memberIssue(this, restore, this.#given);
      this.#given += 1;
      if (issue === undefined) this.#group.add(restore);
      else this.#issues.push(issue);
    }
  }
}

const NO_LIST: Issue = {
  ruleId: GROUP_RULE,
  path: 'restores',
  problem: 'must be a list',
  fix: 'List the restores',
};

import type { IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { type Issue, renderIssue } from '../evaluation/issue';
import { quote } from '../text/text';
import { isPast } from '../text/timestamp';
import type { ClonedEnvironmentProps } from './cloned-environment-props';
import { claimsOf } from './private/app-wide';
import { normalizeProps } from './private/declared-props';
import { Environment, environmentOf } from './private/environment';
import { environmentIssues, soundFacts } from './private/environment-issues';
import { clock } from './private/validation';
import { warn } from './private/warn';

/**
 * Several restores, of any vendor, as one environment with an owner, a data class and an expiry date. Every restore
 * below it in the construct tree is a member. A member takes its owner, data class and expiry date from the
 * environment, is dropped by `terraform destroy` (`RemovalPolicy.DESTROY`, where there is something to drop), and adds
 * the name of the environment to the end of the names that it creates.
 */
export class ClonedEnvironment extends Construct {
  /** The name of the environment. */
  public readonly name: string;
  /** The day on which it expires, for example `2026-12-31`. */
  public readonly expiresOn: string;
  readonly #environment: Environment;

  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the environment in the stack. A change restores every member again
   * @param props its owner and its expiry date
   */
  constructor(scope: Construct, id: string, props: ClonedEnvironmentProps) {
    super(scope, id);
    const given = normalizeProps(props);
    const { path } = this.node;
    const name: unknown = given.name === undefined ? id : given.name;
    this.name = typeof name === 'string' ? name : '';
    const facts = soundFacts({ ...given, name: this.name });
    this.expiresOn = facts.expiresOn ?? '';
    const outer = environmentOf(this);
    this.#environment = new Environment(this, facts);
    const claims = claimsOf(this);
    const key = `environment ${this.name}`;
    claims.claim(key, path);
    this.node.addValidation({
      validate: () =>
        [
          ...environmentIssues({ ...given, name: name as string }, claims.claimedBy(key, path)),
          ...(outer === undefined ? [] : [NESTED]),
          ...(this.#environment.size === 0 ? [EMPTY] : []),
        ].map(renderIssue),
    });
    this.#warnPastEnd(facts.owner);
  }

  /**
   * The outputs of every member, as a map of maps: first by the path of the member in the environment, then by the name
   * of the fact, for example `cluster_id` or `connect_address`. A value for a `TerraformOutput`.
   */
  public get outputs(): IResolvable {
    return this.#environment.outputs();
  }

  /** Past its end synth says so, and writes everything: a destroy must be possible. */
  #warnPastEnd(owner: string | undefined): void {
    if (this.expiresOn === '' || !isPast(this.expiresOn, clock.now())) return;
    warn(
      this,
      `environment ${quote(this.name)} of ${owner ?? 'an unknown owner'} expired on ${this.expiresOn}. cluster-restore check prints the command that destroys it; to keep it, extend it with a reason.`,
    );
  }
}

const RULE = 'ENVIRONMENT';

const NESTED: Issue = {
  ruleId: RULE,
  path: '',
  problem: 'must not be in another environment',
  fix: 'Give it another scope',
};

const EMPTY: Issue = {
  ruleId: RULE,
  path: '',
  problem: 'must have a member',
  fix: 'Declare a restore with the environment as its scope',
};

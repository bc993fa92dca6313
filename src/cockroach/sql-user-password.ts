import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { type Issue, renderIssue } from '../evaluation/issue';
import type { Acknowledgement } from '../restore/acknowledgement';
import type { PasswordSink } from '../restore/password-sink';
import { addSetting } from '../restore/private/add-setting';
import { normalizeProps } from '../restore/private/declared-props';
import { unknownProps } from '../restore/private/unknown-props';
import { cockroach, sqlUserPassword } from './definition';
import { SHAPE_RULE_ID } from './model/declaration';
import { RestoredCluster } from './restored-cluster';

/** The declaration of a new password for a SQL user of a restored cluster. */
export interface SqlUserPasswordProps {
  /** The restored cluster. Databases and tables bring no users: only a whole cluster has those of the backup. */
  readonly restored: RestoredCluster;

  /** The name of the SQL user, as the cluster lists it. A user that it does not have is refused. */
  readonly sqlUser: string;

  /**
   * Where the new password goes. It is generated where Terraform runs, has 32 letters and digits, and is kept in the
   * journal folder until the sink has taken it. A change has no effect until the password is set again.
   */
  readonly passwordSink: PasswordSink;

  /**
   * Findings that are accepted, each with its reason.
   *
   * @default - none
   */
  readonly acknowledge?: Acknowledgement[];
}

/**
 * A new password for a SQL user of a restored cluster: a restore brings the users of the backup, and production's
 * passwords with them. It is set once after each restore. Destroying the construct leaves it as it is.
 *
 * `PUT /api/v1/clusters/{cluster_id}/sql-users/{name}/password`, see
 * https://www.cockroachlabs.com/docs/api/cloud/v1
 */
export class SqlUserPassword extends Construct {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the password in the stack. A change sets another one
   * @param props which user, and where the password goes
   */
  constructor(scope: Construct, id: string, props: SqlUserPasswordProps) {
    super(scope, id);
    const given = normalizeProps(props);
    const { restored, sqlUser, passwordSink, acknowledge } = given;
    const isRestore = restored instanceof RestoredCluster;
    const problems = unknownProps(given, PROPS, SHAPE_RULE_ID);
    if (!isRestore) problems.unshift(NOT_RESTORED);
    this.node.addValidation({ validate: () => problems.map(renderIssue) });
    const unknown = Lazy.stringValue({ produce: () => '' });
    addSetting(this, cockroach, sqlUserPassword, {
      cluster: isRestore ? restored.clusterId : unknown,
      restoreId: isRestore ? restored.restoreId : unknown,
      restore: isRestore ? restored.node.path : '',
      ...{ sqlUser, passwordSink, acknowledge, detectDrift: false },
    });
  }
}

const PROPS = ['restored', 'sqlUser', 'passwordSink', 'acknowledge'];

const NOT_RESTORED: Issue = {
  ruleId: SHAPE_RULE_ID,
  path: 'restored',
  problem: 'must be a RestoredCluster: databases and tables bring no SQL users',
  fix: 'Give the construct that restores the whole cluster',
};

import type { Expiry } from './expiry';
import type { PasswordSink } from './password-sink';

/** Props of a cloned environment: its name, its owner and its expiry date. */
export interface ClonedEnvironmentProps {
  /**
   * The name: 1 to 30 lower-case letters, digits and hyphens, unique in the app. It becomes part of the names of
   * everything that its members create, so that two environments never collide. A change restores every member again.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /** The owner, a team or a person. A change restores nothing. */
  readonly owner: string;

  /** The class of the data, in the words of your organization, for example `customer data`. A change restores nothing. */
  readonly dataClass: string;

  /**
   * When it expires. After that day `cluster-restore check` fails, and the runner creates nothing new in it; nothing is
   * dropped automatically. A change restores nothing.
   */
  readonly expires: Expiry;

  /**
   * Where the passwords of its members go, unless a member has its own sink. `{environment}` and `{member}` stand for
   * the names: `PasswordSink.file('../../../secrets/{environment}/{member}.password')`.
   *
   * @default - each member that has a password states its own `passwordSink`
   */
  readonly passwordSink?: PasswordSink;

  /**
   * Whether members are restored one after the other, in the order in which they are declared. A change restores nothing.
   *
   * @default false - at the same time, except where one uses another or names it in `dependsOn`
   */
  readonly sequential?: boolean;
}

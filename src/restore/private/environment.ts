import { type ITerraformDependable, Lazy } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import type { Issue } from '../../evaluation/issue';
import type { OperationDefinition } from '../../vendor/definition';
import { PasswordSink, PasswordSinkKind } from '../password-sink';
import { RemovalPolicy } from '../removal-policy';
import type { AboutProps } from './about';
import { WaitLevels } from './wait-levels';

/** What a member takes from its environment; values that are wrong are absent, and reported there. */
export interface EnvironmentFacts extends AboutProps {
  readonly environment: string;
  readonly passwordSink?: PasswordSink;
  readonly isSequential: boolean;
}

/** The props that an environment may fill in. */
type MemberProps = AboutProps & {
  readonly removalPolicy?: RemovalPolicy | undefined;
  readonly passwordSink?: PasswordSink | undefined;
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
};

/** What a restore gives out, once it has ended. */
interface Member extends ITerraformDependable {
  fact(name: string): string;
}

/** An environment, as its members know it. */
export class Environment {
  readonly #members = new Map<string, { readonly member: Member; readonly outputs: Outputs }>();
  readonly #levels: WaitLevels;

  constructor(
    private readonly scope: Construct,
    private readonly facts: EnvironmentFacts,
  ) {
    environments.set(scope, this);
    this.#levels = new WaitLevels(scope);
  }

  get size(): number {
    return this.#members.size;
  }

  /** The props of a member, with those that the environment decides. */
  propsOf<Props extends object>(
    restore: Construct,
    { facts, hasPassword = false }: Pick<OperationDefinition, 'facts' | 'hasPassword'>,
    given: Props,
  ): Props {
    const { environment, passwordSink, isSequential, ...about } = this.facts;
    const own = given as MemberProps;
    const [previous] = [...this.#members.values()].slice(-1);
    const { dependsOn } = own;
    const waits = isSequential && previous !== undefined && Array.isArray(dependsOn ?? []);
    return {
      ...given,
      ...about,
      environment,
      dataClass: own.dataClass ?? about.dataClass,
      ...(facts.drop.length > 0 && own.removalPolicy === undefined
        ? { removalPolicy: RemovalPolicy.DESTROY }
        : {}),
      ...(hasPassword && own.passwordSink === undefined && passwordSink !== undefined
        ? { passwordSink: sinkOf(passwordSink, environment, this.#nameOf(restore)) }
        : {}),
      ...(waits ? { dependsOn: [...(dependsOn ?? []), previous.member] } : {}),
    };
  }

  /** What a member may not say itself. */
  issuesOf(given: object, ruleId: string): Issue[] {
    const name = `environment ${JSON.stringify(this.facts.environment)}`;
    const own = given as MemberProps;
    const stated = (['owner', 'expiresOn'] as const).filter((path) => own[path] !== undefined);
    const fix = 'Leave it out, or move the restore out of the environment';
    const issues: Issue[] = stated.map((path) => {
      return { ruleId, path, problem: `is that of ${name}`, got: own[path], fix };
    });
    if (own.removalPolicy !== RemovalPolicy.RETAIN) return issues;
    const problem = `must be RemovalPolicy.DESTROY in ${name}, which is destroyed as a whole`;
    return [...issues, { ruleId, path: 'removalPolicy', problem, got: own.removalPolicy, fix }];
  }

  /** The declaration of a member with the name of the environment in the names of what it creates. */
  named<Declaration>(
    { inEnvironment, shapeRuleId }: OperationDefinition<Declaration>,
    declaration: Declaration,
  ): { readonly declaration: Declaration; readonly issues: readonly Issue[] } {
    if (inEnvironment === undefined) return { declaration, issues: [] };
    const named = inEnvironment(declaration, this.facts.environment);
    if ('declaration' in named) return { ...named, issues: [] };
    return { declaration, issues: [{ ruleId: shapeRuleId, ...named.problem }] };
  }

  add(restore: Construct, { outputs = {} }: OperationDefinition<never>, member: Member): void {
    this.#members.set(this.#nameOf(restore), { member, outputs });
    this.#levels.add(restore);
  }

  /** What every member gives out, by its name; read when the stack is written, after the last member. */
  outputs(): ReturnType<typeof Lazy.anyValue> {
    return Lazy.anyValue({
      produce: () =>
        Object.fromEntries(
          [...this.#members].map(([name, { member, outputs }]) => [
            name,
            Object.fromEntries(
              Object.entries(outputs).map(([output, fact]) => [output, member.fact(fact)]),
            ),
          ]),
        ),
    });
  }

  /** The path of a member in its environment. */
  #nameOf(restore: Construct): string {
    return restore.node.path.slice(this.scope.node.path.length + 1);
  }
}

type Outputs = Readonly<Record<string, string>>;

const environments = new WeakMap<IConstruct, Environment>();

/** The environment that a restore belongs to: the nearest scope that is one. */
export function environmentOf(restore: IConstruct): Environment | undefined {
  for (let scope = restore.node.scope; scope !== undefined; scope = scope.node.scope) {
    const found = environments.get(scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A sink of a member: the names stand where the pattern has `{environment}` and `{member}`. */
function sinkOf(pattern: PasswordSink, environment: string, member: string): PasswordSink {
  const file = member.replaceAll('/', '-');
  const filled = (text: unknown) =>
    typeof text === 'string'
      ? text.replaceAll('{environment}', environment).replaceAll('{member}', file)
      : (text as string);
  const { kind, target, timeoutSeconds } = pattern;
  if (kind === PasswordSinkKind.FILE) return PasswordSink.file(filled(target[0]));
  if (kind !== PasswordSinkKind.COMMAND || !Array.isArray(target)) return pattern;
  return PasswordSink.command(target.map(filled), { timeoutSeconds });
}

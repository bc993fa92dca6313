import { TerraformStack } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import { type Checkable, checkShape, evaluate, type Shape } from '../../evaluation/evaluate';
import { type Issue, renderIssue } from '../../evaluation/issue';
import type { AcknowledgedRule } from '../../evaluation/rule';
import { unknownValueIssues } from '../../evaluation/unknown-values';
import { splitTokens } from '../../spec/encode';
import { claimsOf, passwordFileClaim } from './app-wide';
import {
  type CommonProps,
  commonIssues,
  passwordFileOf,
  stepProblems,
  wellFormed,
} from './common-issues';
import { tokens } from './tokens';
import { unknownProps } from './unknown-props';

/** The clock of synth; tests of rules give their own. */
export const clock = { now: () => new Date() };

/** Checks one declaration at synth: every problem at once, one line each. */
export class DeclarationValidation implements IValidation {
  /** The entries of `acknowledge` that are well formed. */
  readonly acknowledge: readonly AcknowledgedRule[];
  readonly #subject: Parameters<typeof evaluate>[0];
  readonly #shape: Shape;
  readonly #passwordFileOf: () => string | undefined;
  readonly #common: CommonProps;

  /**
   * @param props the props of the construct
   * @param names those that it has besides the declaration
   * @param scope the restore, whose claims rules compare with the others of its app
   * @param kind what the restore is: whether there is a password, whether it is a drill
   * @param ofEnvironment what the environment of the restore objects to
   */
  constructor(
    private readonly operation: Checkable,
    private readonly declaration: object,
    private readonly props: Omit<CommonProps, 'hasPassword' | 'isDrill' | 'isInOutput' | 'paths'>,
    private readonly names: readonly string[],
    scope: Construct,
    kind: Pick<CommonProps, 'hasPassword' | 'isDrill' | 'isInOutput'> = {},
    private readonly ofEnvironment: readonly Issue[] = [],
  ) {
    const { path } = scope.node;
    const { known, unknown, isUnknown } = splitTokens(declaration, tokens);
    const paths = { own: path, stack: TerraformStack.of(scope).node.path };
    this.#common = { ...props, ...kind, paths };
    this.acknowledge = wellFormed(props.acknowledge);
    const claims = claimsOf(scope);
    const { acknowledge } = this;
    this.#subject = {
      path,
      stack: paths.stack,
      operation,
      declaration: known,
      unknown,
      isUnknown,
      acknowledge,
      claims,
    };
    this.#shape = checkShape(this.#subject);
    claims.add(operation.rules, this.#shape.sound, path, paths.stack);
    const file = passwordFileOf(props);
    this.#passwordFileOf = file === '' ? () => undefined : passwordFileClaim(scope, file);
  }

  /** Whether steps can be written, whatever else is wrong: Terraform must be able to carry each value. */
  get canHaveSteps(): boolean {
    const { schema, shapeRuleId } = this.operation;
    const wrongTokens = unknownValueIssues(schema(), this.#subject.unknown, shapeRuleId);
    return stepProblems(this.#common).length === 0 && wrongTokens.length === 0;
  }

  /** Whether every prop has the right shape, so that requests and steps can be made of them. */
  get isSound(): boolean {
    const { shapeRuleId } = this.operation;
    return this.#shape.issues.length === 0 && commonIssues(this.#common, shapeRuleId).length === 0;
  }

  validate(): string[] {
    const { shapeRuleId } = this.operation;
    const context = { now: clock.now(), stage: 'synth' as const };
    const { blocking } = evaluate(this.#subject, context, this.#shape);
    const known = [...Object.keys(this.declaration), ...this.names];
    return [
      ...unknownProps(this.props, known, shapeRuleId),
      ...this.ofEnvironment,
      ...problemsOf(this.props),
      ...blocking,
      ...commonIssues(this.#common, shapeRuleId, this.#passwordFileOf()),
    ].map(renderIssue);
  }
}

/** What is wrong with the objects of a class that the props hold, which only these know. */
function problemsOf(props: object): Issue[] {
  return Object.values(props).flatMap((value: unknown) => {
    const { _problems: problems } = (value ?? {}) as { _problems?: unknown };
    return typeof problems === 'function' ? (problems.call(value) as Issue[]) : [];
  });
}

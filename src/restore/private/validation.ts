import type { Construct, IValidation } from 'constructs';
import { type Issue, renderIssue } from '../../evaluation/issue';
import {
  type AcknowledgedRule,
  findings,
  stopping,
  wrongAcknowledgements,
} from '../../evaluation/rule';
import { shapeIssues } from '../../evaluation/schema';
import type { Operation } from '../../vendor/driver';
import { type Claims, claimsOf, passwordFileClaim } from './app-wide';
import {
  type CommonProps,
  commonIssues,
  passwordFileOf,
  stepProblems,
  wellFormed,
} from './common-issues';
import { type Split, splitTokens } from './known';
import { tokenIssues } from './token-issues';
import { unknownProps } from './unknown-props';

/** The clock of synth; tests of rules give their own. */
export const clock = { now: () => new Date() };

/** Checks one declaration at synth: every problem at once, one line each. */
export class DeclarationValidation implements IValidation {
  /** The entries of `acknowledge` that are well formed. */
  readonly acknowledge: readonly AcknowledgedRule[];
  readonly #claims: Claims | undefined;
  readonly #split: Split;
  readonly #tokens: readonly Issue[];
  readonly #shape: readonly Issue[];
  readonly #broken: ReadonlySet<string>;
  /** The props of the right shape: rules read values of the right type. */
  readonly #sound: object;
  readonly #passwordFileOf: () => string | undefined;

  readonly #unknown: readonly Issue[];

  /**
   * @param common the props of the construct, as they were given
   * @param names those that it has besides the declaration
   * @param scope the restore, where rules compare it with the others of its app
   */
  constructor(
    private readonly operation: Pick<Operation, 'schema' | 'rules' | 'shapeRuleId'>,
    declaration: object,
    private readonly common: CommonProps,
    names: readonly string[],
    scope?: Construct,
  ) {
    const known = [...Object.keys(declaration), ...names];
    this.#unknown = unknownProps(common, known, operation.shapeRuleId);
    this.acknowledge = wellFormed(common.acknowledge);
    this.#split = splitTokens(declaration);
    const { known: values, tokens, isUnknown } = this.#split;
    const { schema, shapeRuleId } = operation;
    this.#tokens = tokenIssues(schema, tokens, shapeRuleId);
    this.#shape = [...shapeIssues(schema, values, shapeRuleId, isUnknown), ...this.#tokens];
    this.#broken = new Set(this.#shape.map(({ path }) => propOf(path)));
    this.#sound = Object.fromEntries(
      Object.entries(values as object).filter(([name]) => !this.#broken.has(name)),
    );
    this.#claims = scope && claimsOf(scope, operation.rules, this.#sound);
    const file = passwordFileOf(common);
    this.#passwordFileOf =
      scope === undefined || file === '' ? () => undefined : passwordFileClaim(scope, file);
  }

  /** Whether steps can be written, whatever else is wrong: Terraform must be able to carry each value. */
  get canHaveSteps(): boolean {
    return stepProblems(this.common).length === 0 && this.#tokens.length === 0;
  }

  /** Whether every prop has the right shape, so that requests and steps can be made of them. */
  get isSound(): boolean {
    const { shapeRuleId } = this.operation;
    return this.#shape.length === 0 && commonIssues(this.common, shapeRuleId).length === 0;
  }

  validate(): string[] {
    const { rules, shapeRuleId } = this.operation;
    const circumstances = {
      now: clock.now(),
      // A prop of the wrong shape has its own problems; for the rules it is unknown.
      isUnknown: (path: string) => this.#split.isUnknown(path) || this.#broken.has(propOf(path)),
      ...this.#claims,
    };
    const found = findings(rules, this.#sound, circumstances, this.acknowledge);
    const ids = rules.map(({ id }) => id);
    const wrong = wrongAcknowledgements(this.acknowledge, found, ids, shapeRuleId);
    const other = commonIssues(this.common, shapeRuleId, this.#passwordFileOf());
    return [...this.#unknown, ...this.#shape, ...stopping(found), ...other, ...wrong].map(
      renderIssue,
    );
  }
}

function propOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}

import type { Construct, IValidation } from 'constructs';
import type { Operation } from '../../contract/driver';
import { renderIssue } from '../../contract/issue';
import {
  type AcknowledgedRule,
  findings,
  stopping,
  wrongAcknowledgements,
} from '../../contract/rule';
import { shapeIssues } from '../../contract/schema';
import { PasswordSinkKind } from '../password-sink';
import { type Claims, claimsOf, passwordFileClaim } from './app-wide';
import { type CommonProps, commonIssues } from './common-issues';
import { type Split, splitTokens } from './known';

/** The clock of synth; tests of rules give their own. */
export const clock = { now: () => new Date() };

/** Checks one declaration at synth: every problem at once, one line each. */
export class DeclarationValidation implements IValidation {
  readonly #claims: Claims | undefined;
  readonly #split: Split;
  readonly #passwordFileOf: () => string | undefined;

  /** @param scope the restore, where rules compare it with the others of its app */
  constructor(
    private readonly operation: Pick<Operation, 'schema' | 'rules' | 'shapeRuleId'>,
    declaration: object,
    private readonly acknowledge: readonly AcknowledgedRule[],
    private readonly common: CommonProps,
    scope?: Construct,
  ) {
    this.#split = splitTokens(declaration);
    this.#claims = scope && claimsOf(scope, operation.rules, this.#split.known as object);
    const sink = common.passwordSink;
    const [file = ''] = sink?.kind === PasswordSinkKind.FILE ? sink.target : [];
    this.#passwordFileOf =
      scope === undefined || file === '' ? () => undefined : passwordFileClaim(scope, file);
  }

  validate(): string[] {
    const { schema, rules, shapeRuleId } = this.operation;
    const { known, isUnknown } = this.#split;
    const shape = shapeIssues(schema, known, shapeRuleId, isUnknown);
    // Rules read values of the right type: a prop of the wrong shape has its own problems, and is unknown.
    const broken = new Set(shape.map(({ path }) => propOf(path)));
    const sound = Object.fromEntries(
      Object.entries(known as object).filter(([name]) => !broken.has(name)),
    );
    const circumstances = {
      now: clock.now(),
      isUnknown: (path: string) => isUnknown(path) || broken.has(propOf(path)),
      ...this.#claims,
    };
    const found = findings(rules, sound, circumstances, this.acknowledge);
    const ids = rules.map(({ id }) => id);
    const wrong = wrongAcknowledgements(this.acknowledge, found, ids, shapeRuleId);
    const other = commonIssues(this.common, shapeRuleId, this.#passwordFileOf());
    return [...shape, ...stopping(found), ...other, ...wrong].map(renderIssue);
  }
}

function propOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}

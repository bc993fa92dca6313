import type { IValidation } from 'constructs';
import type { Operation } from '../../contract/driver';
import { renderIssue } from '../../contract/issue';
import {
  type AcknowledgedRule,
  findings,
  stopping,
  wrongAcknowledgements,
} from '../../contract/rule';
import { shapeIssues } from '../../contract/schema';
import { type CommonProps, commonIssues } from './common-issues';
import { splitTokens } from './known';

/** The clock of synth; tests of rules give their own. */
export const clock = { now: () => new Date() };

/** Checks one declaration at synth: every problem at once, one line each. */
export class DeclarationValidation implements IValidation {
  constructor(
    private readonly operation: Pick<Operation, 'schema' | 'rules' | 'shapeRuleId'>,
    private readonly declaration: object,
    private readonly acknowledge: readonly AcknowledgedRule[],
    private readonly common: CommonProps,
  ) {}

  validate(): string[] {
    const { schema, rules, shapeRuleId } = this.operation;
    const { known, isUnknown } = splitTokens(this.declaration);
    const shape = shapeIssues(schema, known, shapeRuleId, isUnknown);
    // Rules read values of the right type: where the shape is wrong, its problems stand alone for that prop.
    const broken = new Set(shape.map(({ path }) => path));
    const sound = without(known as object, broken);
    const found = findings(rules, sound, { now: clock.now(), isUnknown }, this.acknowledge);
    const ids = rules.map(({ id }) => id);
    const wrong = wrongAcknowledgements(this.acknowledge, found, ids, shapeRuleId);
    const other = commonIssues(this.common, shapeRuleId);
    return [...shape, ...stopping(found), ...other, ...wrong].map(renderIssue);
  }
}

function without(known: object, broken: ReadonlySet<string>): object {
  const names = new Set([...broken].map((path) => path.split(/[.[]/)[0]));
  return Object.fromEntries(Object.entries(known).filter(([name]) => !names.has(name)));
}

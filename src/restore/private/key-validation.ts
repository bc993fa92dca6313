import { TerraformStack } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import { quote } from '../../text/text';
import { claimsOf } from './app-wide';

/**
 * Refuses logical ids of which no folder of a journal can be made, or one for two restores: a stack may allocate them in a
 * way of its own (`allocateLogicalId`).
 */
export class KeyValidation implements IValidation {
  readonly #claim: string;

  constructor(
    private readonly restore: Construct,
    private readonly key: string,
  ) {
    this.#claim = `journal ${TerraformStack.of(restore).node.path} ${key}`;
    claimsOf(restore).claim(this.#claim, restore.node.path);
  }

  validate(): string[] {
    const other = claimsOf(this.restore).claimedBy(this.#claim, this.restore.node.path);
    const allocated = `allocateLogicalId of the stack gives the restore the id ${quote(this.key)}`;
    if (other !== undefined) {
      return [`${allocated}, as it does ${other}. Give each its own. [LOGICAL_ID]`];
    }
    if (/^[A-Za-z0-9_-]+$/.test(this.key)) return [];
    return [
      `${allocated}, which is also the name of a folder. Use letters, digits, - and _. [LOGICAL_ID]`,
    ];
  }
}

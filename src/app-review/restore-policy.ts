import { readFileSync } from 'node:fs';
import type { IAspect, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { renderIssue } from '../evaluation/issue';
import { projectFile } from '../restore/private/places';
import { readable } from '../restore/private/readable';
import type { PolicyDocument } from '../review/policy/schema';
import { isReviewedStep, outputOfStep } from './private/output-of-step';
import { planOf, policyBreaks, policyOf, readPolicy } from './private/review';

/** What a team allows. Every rule may be left out. */
export interface RestorePolicyProps {
  /**
   * The ids of the projects in which clusters may be created.
   *
   * @default - every project
   */
  readonly allowedTargetProjects?: string[];

  /**
   * The ids of clusters into which nothing may be restored.
   *
   * @default - none
   */
  readonly forbiddenDestinations?: string[];

  /**
   * The maximum number of query CUs, more than 0.
   *
   * @default - what the vendor allows
   */
  readonly largestCuSize?: number;

  /**
   * The maximum age of a backup in hours, more than 0.
   *
   * @default - what the vendor allows
   */
  readonly backupNotOlderThanHours?: number;

  /**
   * Whether every restore must state its `owner`.
   *
   * @default false
   */
  readonly requireOwner?: boolean;

  /**
   * Whether every restore must state its `dataClass`.
   *
   * @default false
   */
  readonly requireDataClass?: boolean;

  /**
   * Whether every restore must state its `expiresOn`.
   *
   * @default false
   */
  readonly requireExpiry?: boolean;

  /**
   * The maximum number of days from the day of the check to `expiresOn`, more than 0.
   *
   * @default - no limit
   */
  readonly expiresWithinDays?: number;

  /**
   * Whether a rule passes when its value is not known at synth: an id that is known after apply, the age of a
   * backup without a catalog.
   *
   * @default false - what cannot be checked is refused
   */
  readonly allowUnknownValues?: boolean;
}

/**
 * Refuses, at synth, restores that the team does not allow: by the same rules as `cluster-restore check --policy`.
 * `applyTo(app)` covers an app; it is an aspect too, for `Aspects.of(stack).add(…)`.
 */
export class RestorePolicy implements IAspect {
  /**
   * The policy of a file, the one that `cluster-restore check --policy` reads.
   *
   * @param path relative to the folder of `cdktf.json` or, if there is none, to the working directory
   * @throws if there is no such file or it is not a policy; the message has a line for each problem
   */
  public static fromFile(path: string): RestorePolicy {
    return new RestorePolicy(readPolicy(path, textOf(path)));
  }

  /**
   * A policy in code.
   *
   * @param props what is allowed
   * @throws if a value is of the wrong form
   */
  public static fromProps(props: RestorePolicyProps): RestorePolicy {
    const given = Object.entries(readable(props)).filter(([, value]) => value !== undefined);
    const policy = { version: 1, ...Object.fromEntries(given) };
    return new RestorePolicy(policyOf('RestorePolicy', policy));
  }

  readonly #document: PolicyDocument;
  readonly #seen = new WeakSet<IConstruct>();

  private constructor(document: PolicyDocument) {
    this.#document = document;
  }

  /**
   * Checks every restore of an app, also in stacks that are added later. In cdktf the aspects of an app do not reach
   * its stacks, so use this to cover all of them.
   *
   * @param app the app
   */
  public applyTo(app: IConstruct): void {
    app.node.addValidation({
      validate: () =>
        app.node
          .findAll()
          .filter(isReviewedStep)
          .flatMap((step) => this.#breaksOf(step).map((line) => `${pathOf(step)}: ${line}`)),
    });
  }

  /**
   * Adds the check to a construct that is a restore. Called by cdktf.
   *
   * @param node any construct
   */
  public visit(node: IConstruct): void {
    if (!isReviewedStep(node) || this.#seen.has(node)) return;
    this.#seen.add(node);
    const restore = node.node.scope ?? node;
    restore.node.addValidation({ validate: () => this.#breaksOf(node) });
  }

  #breaksOf(step: TerraformResource): string[] {
    const moment = new Date();
    const plan = planOf(outputOfStep(step), moment);
    return policyBreaks(plan, this.#document, moment)
      .filter(({ stops }) => stops)
      .map(renderIssue);
  }
}

function pathOf(step: IConstruct): string {
  return (step.node.scope ?? step).node.path;
}

function textOf(path: string): string {
  try {
    return readFileSync(projectFile(path), 'utf8');
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    throw new Error(`${path}: the policy cannot be read (${code}). Correct the path.`);
  }
}

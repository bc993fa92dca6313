import type { Api } from '../../client/api';
import type { Redactor } from '../../client/redactor';
import type { Settings } from '../../client/settings';
import type { StepSpec } from '../../spec/spec';
import type { OperationDefinition } from '../../vendor/definition';
import type { OperationProtocol, ProtocolContext } from '../../vendor/protocol';
import type { Journal } from '../journal/journal';

/** The process that started this one. */
export interface Terraform {
  isGone(): boolean;
  /** Tells one from another that gets the same number later. */
  name(): string;
}

/** A restore as the runner drives it. */
export type Operation = OperationDefinition & OperationProtocol;

/** What a step of one kind works with. */
export interface StepContext<Step extends StepSpec['step']> {
  readonly spec: Extract<StepSpec, { step: Step }>;
  readonly operation: Operation;
  /** What the journal identifies this restore by: its target, and what makes Terraform run it again. */
  readonly identity: Readonly<Record<string, string>>;
  /** Tells the state of Terraform that this step belongs to from others in the same folder. */
  readonly stateMark: string;
  readonly driver: ProtocolContext<unknown>;
  readonly api: Api;
  readonly journal: Journal;
  readonly settings: Settings;
  readonly redactor: Redactor;
  readonly env: NodeJS.ProcessEnv;
  readonly terraform: Terraform;
  /** Seconds of a clock that nobody sets: that of the machine may be corrected during a wait. */
  readonly elapsed: () => number;
  /** How this runner is started, for the commands in messages. */
  readonly program: string;
}

/** The context of a step that sends requests which act. */
export type Sending = StepContext<'submit'> | StepContext<'wait'>;

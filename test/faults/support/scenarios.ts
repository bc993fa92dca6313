import type { TerraformStack } from 'cdktf';
import type { Simulator } from '../../../src/simulator';

/** Those of a restore; those of its former one, which it replaces, come before them, and their drop after. */
export type Step = 'submit' | 'wait' | 'submitted' | FormerStep;
type FormerStep = 'former submit' | 'former wait' | 'former submitted';

/** One kind of restore as the matrix drives it, and how the truth about it is read from the simulator. */
export interface Scenario {
  readonly title: string;
  readonly build: (stack: TerraformStack) => void;
  /** What was restored before, and is dropped once the new one is verified. */
  readonly former?: (stack: TerraformStack) => void;
  /** A simulated cloud for one case. */
  readonly start: () => Promise<Simulator>;
  readonly key: string;
  readonly variables: (simulator: Simulator) => NodeJS.ProcessEnv;
  /** Restores that were begun so far. */
  readonly created: (simulator: Simulator) => number;
  /** How many of them there wanted be in the end. */
  readonly expected: number;
  /**
   * What is wrong at the end besides the number of restores: of a case that was killed in this step and ended with it, or
   * of the whole run.
   */
  readonly wrongAtEnd?: (simulator: Simulator, folder: string, step?: Step) => readonly string[];
  /** The one-time password of what was restored; absent if there is none. */
  readonly password?: (simulator: Simulator) => string | undefined;
  /** What a person finds in the vendor's console, for the placeholder of a printed command. */
  readonly newestJob: (simulator: Simulator) => string | undefined;
  /** Whether destroying it drops something. */
  readonly drops: boolean;
  /** The steps that differ from those of another scenario; all by default. */
  readonly only?: readonly Step[];
  /** The first and the last place of the kills that no other scenario has; all places by default. */
  readonly killedBetween?: readonly [string, string];
  /** The places of the kills, where those of the same code are shown by another scenario; all by default. */
  readonly killedAt?: RegExp;
  /** Requests of the recorded run that are left out, because another scenario has the same ones. */
  readonly leavesOut?: RegExp;
}

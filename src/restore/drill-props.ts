import type { RestoreProps } from './restore-props';

/**
 * What every drill may declare, whatever it restores. `rerun` is needed here, and must be `Rerun.onToken`: each token
 * is one drill.
 */
export interface DrillProps extends RestoreProps {
  /**
   * The recovery time objective, in minutes: the drill fails where it takes longer from the request until the restore
   * is verified. More than 0, at most `timeoutMinutes`. Fractions are allowed. A change takes effect with the next drill.
   *
   * @default - the time is recorded, and not judged
   */
  readonly rtoMinutes?: number;

  /**
   * The recovery point objective, in minutes: the drill fails where the backup is older when it is restored. More than
   * 0, at most 525600 (365 days). Fractions are allowed. A change takes effect with the next drill.
   *
   * @default - the age is recorded, and not judged
   */
  readonly rpoMinutes?: number;

  /**
   * The folder of the results, one JSON file each drill. Relative to the folder of `cdktf.json`; where there is none, or
   * the output lies elsewhere, to the folder in which Terraform runs. It must lie outside of the output of synth.
   *
   * @default 'drills'
   */
  readonly resultsFolder?: string;

  /**
   * Whether the drill asks the vendor what the target holds, and fails where something of the backup is missing.
   *
   * @default true
   */
  readonly checkContents?: boolean;

  /**
   * A program that checks the target, started without a shell where Terraform runs. Exit code 0 means that all is
   * well; any other fails the drill. It has the facts of the target in `DRILL_…` variables, and no API key; what it prints
   * is not shown.
   *
   * @default - no program
   */
  readonly checkCommand?: string[];

  /**
   * How long that program may take, in seconds. More than 0, at most 3600. After it the program is ended and the drill
   * has failed.
   *
   * @default 60
   */
  readonly checkTimeoutSeconds?: number;
}

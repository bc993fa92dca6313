import type { RestoreProps } from './restore-props';

/**
 * Props of every drill. `rerun` is required here, and must be `Rerun.onToken`: each token is one drill.
 */
export interface DrillProps extends RestoreProps {
  /**
   * The recovery time objective, in minutes: the drill fails if more time passes from the request until the restore is
   * verified. More than 0, at most `timeoutMinutes`. Fractions are allowed. A change takes effect with the next drill.
   *
   * @default - the time is recorded but not judged
   */
  readonly rtoMinutes?: number;

  /**
   * The recovery point objective, in minutes: the drill fails if the backup is older than this when it is restored.
   * More than 0, at most 525600 (365 days). Fractions are allowed. A change takes effect with the next drill.
   *
   * @default - the age is recorded but not judged
   */
  readonly rpoMinutes?: number;

  /**
   * The folder of the results, one JSON file per drill. Relative to the folder of `cdktf.json` or, if there is none or
   * the output is elsewhere, to the folder in which Terraform runs. It must be outside the output of synth.
   *
   * @default 'drills'
   */
  readonly resultsFolder?: string;

  /**
   * Whether the drill asks the vendor what the target contains, and fails if anything of the backup is missing.
   *
   * @default true
   */
  readonly checkContents?: boolean;

  /**
   * A program that checks the target, started without a shell where Terraform runs. Exit code 0 passes; any other fails
   * the drill. It gets the facts of the target in `DRILL_…` variables, and no API key. Its output is not shown.
   *
   * @default - no program
   */
  readonly checkCommand?: string[];

  /**
   * How long that program may take, in seconds. More than 0, at most 3600. After that the program is stopped and the
   * drill fails.
   *
   * @default 60
   */
  readonly checkTimeoutSeconds?: number;
}

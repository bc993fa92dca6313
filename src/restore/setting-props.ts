import type { Acknowledgement } from './acknowledgement';

/** What every construct that keeps the backup settings of a cluster may declare. */
export interface SettingProps {
  /**
   * Whether each apply compares the settings with the declaration, and writes what differs. Every plan then shows this
   * one step, for its `checked_at`.
   *
   * @default true
   */
  readonly detectDrift?: boolean;

  /**
   * Findings that are accepted, each with its reason.
   *
   * @default - none
   */
  readonly acknowledge?: Acknowledgement[];
}

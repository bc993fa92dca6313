import type { Acknowledgement } from './acknowledgement';

/** Props of every construct that manages backup settings of a cluster. */
export interface SettingProps {
  /**
   * Whether each apply compares the settings with the declaration, and writes what differs. Every plan then shows a
   * change of this one step, its `checked_at`.
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

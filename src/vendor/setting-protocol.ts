import type { Preflight, ProtocolContext } from './protocol';

/** What a setting may use. */
export type SettingContext<Declaration> = Pick<
  ProtocolContext<Declaration>,
  'api' | 'declaration' | 'say' | 'pause'
>;

/** How settings are read and written over the wire. */
export interface SettingProtocol<Declaration = unknown> extends Preflight<Declaration> {
  /** Of a password: throws where it cannot be set, before there is one. Reads only. */
  prepare?(context: SettingContext<Declaration>): Promise<void>;
  /** Makes them as declared; says what it changed. Repeating it does no harm. `password`: the one to set. */
  apply(context: SettingContext<Declaration>, password?: string): Promise<void>;
}

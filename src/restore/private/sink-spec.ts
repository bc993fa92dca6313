import type { SinkSpec } from '../../spec/spec';
import { type PasswordSink, PasswordSinkKind } from '../password-sink';
import { withWorkspace } from './declared-props';

/**
 * The password sink as the runner reads it.
 *
 * @param workspace gives the token of Terraform's workspace, which a text may name: each workspace has its own password
 */
export function sinkSpec(sink: PasswordSink, workspace: () => string): SinkSpec {
  const { kind, timeoutSeconds = 60 } = sink;
  const target = withWorkspace(sink.target, workspace) as string[];
  if (kind === PasswordSinkKind.FILE) return { kind: 'file', path: target[0] ?? '' };
  if (kind === PasswordSinkKind.COMMAND) return { kind: 'command', argv: target, timeoutSeconds };
  return { kind: 'discard' };
}

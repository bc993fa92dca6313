import type { SinkSpec } from '../../spec/spec';
import { type PasswordSink, PasswordSinkKind } from '../password-sink';

/** The password sink as the runner reads it. */
export function sinkSpec(sink: PasswordSink): SinkSpec {
  const { kind, target, timeoutSeconds = 60 } = sink;
  if (kind === PasswordSinkKind.FILE) return { kind: 'file', path: target[0] ?? '' };
  if (kind === PasswordSinkKind.COMMAND) return { kind: 'command', argv: target, timeoutSeconds };
  return { kind: 'discard' };
}

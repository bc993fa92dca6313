import { dirname, win32 } from 'node:path';
import { mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import type { SpecDocument } from '../read/spec-document';

/** Where the one-time password goes; `file` is the file of the stack inside the output. */
export function describePassword(
  sink: NonNullable<SpecDocument['passwordSink']>,
  file: string,
  isDrill = false,
): string {
  if (sink.kind === 'file') return `written once to the file ${fileText(sink.path, dirname(file))}`;
  if (sink.kind === 'command') {
    const [program = '', ...args] = sink.argv ?? [];
    const list = args.length === 0 ? '' : ` with ${pluralize(args.length, 'argument')}`;
    return `passed once to the program ${mark(program)}${list}, on standard input`;
  }
  if (isDrill) return 'discarded: the target is dropped when the drill ends';
  return 'discarded: reset it in the vendor’s console before the first login';
}

/** Where a file is: Terraform runs in the folder of the stack inside the output. */
function fileText(path: unknown, stackFolder: string): string {
  const where = 'on the machine that runs Terraform';
  const isRelative = typeof path === 'string' && !win32.isAbsolute(path);
  return isRelative
    ? `${mark(path)}, relative to ${mark(stackFolder)} of the output, ${where}`
    : `${mark(path)} ${where}`;
}

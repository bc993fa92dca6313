import { run } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';

/** How a command ended, and what it said where. */
export interface CliEnd {
  readonly out: string;
  readonly errors: string[];
  readonly code: number;
}

/** Runs the command line in this process, as from a folder and on a day of the tests' world. */
export async function cli(
  args: readonly string[],
  change: Partial<Terminal> = {},
): Promise<CliEnd> {
  const said = { out: '', errors: [] as string[], code: 0 };
  const terminal: Terminal = {
    cwd: process.cwd(),
    env: {},
    now: () => new Date('2026-11-21T08:00:00Z'),
    isTty: false,
    width: undefined,
    stdin: () => '',
    ask: async (question) => {
      throw new Error(`nobody is there to answer ${question}`);
    },
    write: (text) => {
      said.out += text;
    },
    error: (line) => said.errors.push(line),
    progress: () => undefined,
    end: (code) => {
      said.code = code;
    },
    ...change,
  };
  await run(args, terminal);
  return said;
}

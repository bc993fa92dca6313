import type { Command } from 'commander';
import { WrongInput } from '../review/wrong-input';
import type { Simulator } from '../simulator';
import { vendors } from '../vendors';
import { positiveNumber, wholeNumber } from './numbers';
import type { Terminal } from './terminal';

const HIGHEST_PORT = 65_535;
const DEFAULT_SPEED = 60;

/** `cluster-restore simulate`: both clouds on this machine, for demonstrations and trials. */
export function simulateCommand(program: Command, terminal: Terminal): void {
  program
    .command('simulate')
    .summary('simulate both clouds on this machine')
    .description(
      'Simulates Zilliz Cloud and CockroachDB Cloud on a loopback port until Ctrl-C. ' +
        'It follows the public documents and restores nothing.',
    )
    .option('--port <port>', 'the port; 0 takes a free one', wholeNumber(0, HIGHEST_PORT), 0)
    .option('--speed <n>', 'simulated seconds to a real one', positiveNumber, DEFAULT_SPEED)
    .action(async ({ port, speed }: { port: number; speed: number }) => {
      const simulator = await start(port, speed);
      const lines = [
        `Simulated clouds at ${simulator.url}, ${speed} simulated seconds to a real one. Ctrl-C ends them.`,
        ...vendors.flatMap(({ definition: { vendor, serverVariable, keyVariable } }) => [
          `export ${serverVariable}=${simulator.url}`,
          `export ${keyVariable}=${simulator.ownerKeyOf(vendor)}`,
        ]),
        ...simulator.summary(),
      ];
      terminal.write(`${lines.join('\n')}\n`);
    });
}

async function start(port: number, speed: number): Promise<Simulator> {
  // A bundle of its own, loaded when it is asked for: no other command has it in its memory.
  const { RealClock, Simulator } = require('../simulator') as typeof import('../simulator');
  try {
    return await Simulator.start({ port, clock: new RealClock(speed) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new WrongInput(
      `--port: port ${port} cannot be listened on (${code}). Choose another, or 0 for a free one.`,
    );
  }
}

import type { Command } from 'commander';
import { WrongInput } from '../review/wrong-input';
import type { Simulator } from '../simulator';
import type { VendorDefinition } from '../vendor/definition';
import { vendors } from '../vendors';
import { positiveNumber, wholeNumber } from './numbers';
import { example } from './options';
import type { Terminal } from './terminal';

const HIGHEST_PORT = 65_535;
const DEFAULT_SPEED = 60;

/** `cluster-restore simulate`: the clouds on this machine, for demonstrations and trials. */
export function simulateCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('simulate')
    .summary('simulate the clouds on this machine')
    .description(
      'Simulates the clouds of the vendors on a loopback port until Ctrl-C. ' +
        'It follows their public documents and restores nothing.',
    )
    .option('--port <port>', 'the port; 0 for any free port', wholeNumber(0, HIGHEST_PORT), 0)
    .option('--speed <n>', 'simulated seconds per real second', positiveNumber, DEFAULT_SPEED)
    .action(async ({ port, speed }: { port: number; speed: number }) => {
      const simulator = await start(port, speed);
      const lines = [
        `Simulated clouds at ${simulator.url}, ${speed} simulated seconds per real second. Ctrl-C ends them.`,
        ...vendors.flatMap(({ definition }) => exportsOf(definition, simulator)),
        ...simulator.summary(),
      ];
      terminal.write(`${lines.join('\n')}\n`);
    });
  example(command, 'cluster-restore simulate --port 8080');
}

/** The variables with which the vendor's API is called at the simulator; none for a vendor without a simulated cloud. */
function exportsOf(
  { vendor, serverVariable, keyVariable }: VendorDefinition,
  simulator: Simulator,
): string[] {
  const { url } = simulator;
  const key = simulator.ownerKeyOf(vendor);
  return key === '' ? [] : [`export ${serverVariable}=${url}`, `export ${keyVariable}=${key}`];
}

async function start(port: number, speed: number): Promise<Simulator> {
  // A bundle of its own, loaded when it is asked for: no other command has it in its memory.
  const {
    FOR_PEOPLE: behaviour,
    RealClock,
    Simulator,
  } = require('../simulator') as typeof import('../simulator');
  try {
    return await Simulator.start({ port, clock: new RealClock(speed), behaviour });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new WrongInput(
      `--port: cannot listen on port ${port} (${code}). Choose another, or 0 for a free one.`,
    );
  }
}

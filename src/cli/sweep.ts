import { isAbsolute, join } from 'node:path';
import type { Command } from 'commander';
import { createdClusters } from '../review/read/journals';
import { readSource } from '../review/read/source';
import { restoreStepsOf } from '../review/read/steps';
import { counted, printable } from '../text/text';
import { vendors } from '../vendors';
import { CliExit, type Terminal } from './terminal';
import { apiOf } from './vendor-api';

/** `cluster-restore sweep`: clusters that keep running and are billed although no code declares them. */
export function sweepCommand(program: Command, terminal: Terminal): void {
  program
    .command('sweep')
    .summary('find restored clusters that no code declares')
    .description(
      'Reads the journals beside the stacks, and asks the vendor which of the clusters that restores created are ' +
        'still running although their block was removed from the code. It reads only; exit code 1 when it finds one.',
    )
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out')
    .action(async (output: string) => {
      const folder = isAbsolute(output) ? output : join(terminal.cwd, output);
      const declared = new Set(declaredPaths(output, terminal.cwd));
      const created = createdClusters(folder);
      if (created.length === 0) {
        terminal.write(
          'no journal of a restored cluster here: nothing could be checked. Journals lie in .cluster-restore beside each stack, on the machine that applied it.\n',
        );
        return;
      }
      const candidates = created.filter(({ path }) => !declared.has(path));
      let found = 0;
      for (const { clusterId, path } of candidates) {
        const vendor = vendors.find(({ definition }) => definition.clusterIdForm.test(clusterId));
        const look = vendor?.protocol().inventory.createdCluster;
        if (vendor === undefined || look === undefined) continue;
        const state = await look(apiOf(vendor, terminal.env), clusterId);
        if (state === undefined) continue;
        found += 1;
        terminal.write(
          `${printable(clusterId)} (${printable(state)}): restored by ${printable(path)}, which is no longer in the code. Drop it in the console of ${vendor.definition.title} if nobody needs it.\n`,
        );
      }
      terminal.write(`${counted(found, 'cluster')} left behind\n`);
      if (found > 0) terminal.end(CliExit.OBJECTED);
    });
}

function declaredPaths(output: string, cwd: string): string[] {
  const source = readSource(output, cwd);
  if (source.kind !== 'output') return [];
  const { label, stacks } = source.output;
  return stacks.flatMap((stack) => restoreStepsOf(label, stack).map(({ spec }) => spec.path));
}

import { isAbsolute, join } from 'node:path';
import type { Command } from 'commander';
import { reviewOutput } from '../review/model/restore';
import { type Created, createdClusters } from '../review/read/journals';
import { readSource } from '../review/read/source';
import { counted, cut, printable } from '../text/text';
import { vendors } from '../vendors';
import { example } from './options';
import { jsonDocument, jsonOption } from './rendering';
import { CliExit, type Terminal } from './terminal';
import { apiOf } from './vendor-api';

/** A cluster that a restore created, and that no code declares any more or no state of Terraform holds. */
interface LeftBehind {
  readonly clusterId: string;
  /** Name and status, as the vendor tells them. */
  readonly state: string;
  /** The construct path of the restore. */
  readonly path: string;
  readonly vendor: string;
  /** Why it is left behind: `removed` from the code, or `unrecorded` by Terraform, whose run ended too early. */
  readonly reason: 'removed' | 'unrecorded';
}

/** `cluster-restore sweep`: clusters that keep running and are billed although no code declares them. */
export function sweepCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('sweep')
    .summary('find restored clusters that no code declares')
    .description(
      'Reads the journals beside cdktf.json, and asks the vendor which of the clusters that restores created are ' +
        'still running although their block was removed from the code, or although Terraform did not record them. ' +
        'It reads only; exit code 1 when it finds one.',
    )
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out')
    .addOption(jsonOption())
    .action(async (output: string, { json }: { json?: boolean }) => {
      const folder = isAbsolute(output) ? output : join(terminal.cwd, output);
      const declared = new Set(declaredPaths(output, terminal.cwd));
      const created = createdClusters(folder);
      const leftBehind = await stillThere(created, declared, terminal.env);
      const journals = created.clusters.length + created.unknown.length;
      terminal.write(
        json ? jsonDocument('sweep', { journals, leftBehind }) : textOf(journals, leftBehind),
      );
      if (leftBehind.length > 0) terminal.end(CliExit.OBJECTED);
    });
  example(command, 'cluster-restore sweep cdktf.out');
}

async function stillThere(
  created: Created,
  declared: ReadonlySet<string>,
  env: NodeJS.ProcessEnv,
): Promise<LeftBehind[]> {
  const found: LeftBehind[] = [];
  for (const { clusterId, path, isRecorded } of created.clusters) {
    if (isRecorded && declared.has(path)) continue;
    const vendor = vendors.find(({ definition }) => definition.clusterIdForm.test(clusterId));
    const look = vendor?.protocol().inventory.createdCluster;
    if (vendor === undefined || look === undefined) continue;
    const state = await look(apiOf(vendor, env), clusterId);
    if (state === undefined) continue;
    const reason = declared.has(path) ? 'unrecorded' : 'removed';
    found.push({ clusterId, state, path, vendor: vendor.definition.title, reason });
  }
  for (const { path, vendor: name, facts } of created.unknown) {
    const vendor = vendors.find(({ definition }) => definition.vendor === name);
    const find = vendor?.protocol().inventory.findCreated;
    if (vendor === undefined || find === undefined) continue;
    const cluster = await find(apiOf(vendor, env), facts);
    if (cluster === undefined) continue;
    const reason = declared.has(path) ? 'unrecorded' : 'removed';
    found.push({ ...cluster, path, vendor: vendor.definition.title, reason });
  }
  return found;
}

function textOf(journals: number, leftBehind: readonly LeftBehind[]): string {
  if (journals === 0) {
    return 'no journal of a restored cluster here: nothing could be checked. Journals are in .cluster-restore beside cdktf.json, on the machine that applied.\n';
  }
  const lines = leftBehind.map(({ clusterId, state, path, vendor, reason }) => {
    const what = `${printable(clusterId)} (${cut(printable(state), 120)}): restored by ${printable(path)}`;
    const drop = `rop it in the console of ${vendor} if nobody needs it.`;
    return reason === 'removed'
      ? `${what}, which is no longer in the code. D${drop}`
      : `${what} in a run that Terraform did not record. Apply again to continue it, or d${drop}`;
  });
  return `${[...lines, `${counted(leftBehind.length, 'cluster')} left behind`].join('\n')}\n`;
}

function declaredPaths(output: string, cwd: string): string[] {
  const source = readSource(output, cwd);
  if (source.kind !== 'output') return [];
  return reviewOutput(source.output).steps.map(({ step }) => step.spec.path);
}

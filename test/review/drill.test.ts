import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { cockroach, Rerun, RestorePlan, zilliz } from '../../src';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { LEDGER, ORDERS } from '../support/cockroach';
import { newFolder } from '../support/terraform';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT } from '../support/zilliz';

function drill(change: Partial<zilliz.RestoreDrillProps> = {}): string {
  const folder = synthesised((stack) => {
    new zilliz.RestoreDrill(stack, 'drill', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetProject: STAGING_PROJECT,
      cuSize: 2,
      rerun: Rerun.onToken('2026-12'),
      rtoMinutes: 60,
      rpoMinutes: 26 * 60,
      checkCommand: ['node', 'check.mjs'],
      ...change,
    });
  });
  return join(folder, '..', '..');
}

/** A drill of one database of a CockroachDB Cloud cluster. */
function appOfDrill(): App {
  const app = new App({ outdir: newFolder('drill') });
  const stack = new TerraformStack(app, 'stack');
  new NullProvider(stack, 'null');
  new cockroach.RestoreDrill(stack, 'drill', {
    backup: cockroach.Backup.latest({ clusterId: ORDERS }),
    destinationCluster: LEDGER,
    database: 'orders',
    rerun: Rerun.onToken('2026-12'),
  });
  return app;
}

/** Without line breaks, and without the marks around values. */
const oneLine = (text: string) => text.replace(/[“”]/g, '').replace(/\s+/g, ' ');

test('the reader sees that a target is made, checked and dropped, and when the drill fails', async () => {
  const { out } = await cli(['plan', drill()], {});
  const text = oneLine(out);
  for (const line of [
    'creates cluster restore-drill-<hash of the restore> in project proj-7c41d0b2e98f4a6d5e3c1f, checks it, and drops it again: a drill',
    'drill creates a temporary target, checks it, and drops it whatever the result',
    'fails unless: what was restored is as declared; what the backup lists is in the target; the program node check.mjs ends with code 0 within 60 s; it is verified within 60 min of the request; the backup is at most 26 h old at the request',
    'password discarded: the target is dropped when the drill ends',
    'result in the folder drills, from the folder of the stack',
    'drop (sent when the drill ends, whatever it found, and by terraform destroy if it did not end)',
    'drops the target if the drill did not finish; otherwise nothing is left',
    'when the token 2026-12 changes, and only then',
    'a re-run is another drill: a new target, which is dropped again',
  ]) {
    expect(text).toContain(line);
  }
});

test('the drop of a database of a drill is one request', () => {
  const app = appOfDrill();
  const { requests } = RestorePlan.of(app, { now: '2026-11-21' }).findRestore('stack/drill');
  expect(requests.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
});

test('another token is a new drill, and nothing is erased by it', async () => {
  const args = ['diff', drill(), drill({ rerun: Rerun.onToken('2027-01') })];
  const { out } = await cli([...args, '--json'], {});
  const { changes } = JSON.parse(out) as { changes: object[] };
  expect(changes).toMatchObject([{ kind: 'rerun', erases: [], downgrades: [] }]);
});

test.each<[string, Partial<zilliz.RestoreDrillProps>, ...object[]]>([
  [
    'the program',
    { checkCommand: ['node', 'other.mjs'] },
    { field: 'checkCommand[]', from: 'check.mjs' },
    { field: 'checkCommand[]', to: 'other.mjs' },
  ],
  ['an objective', { rtoMinutes: 120 }, { field: 'rtoMinutes', from: '60', to: '120' }],
  [
    'what is checked',
    { checkContents: false },
    { field: 'checkContents', from: 'true', to: 'false' },
  ],
  ['the folder', { resultsFolder: 'runs' }, { field: 'resultsFolder', from: 'drills', to: 'runs' }],
])('a change of %s is shown', async (_title, change, ...differences) => {
  const { out } = await cli(['diff', drill(), drill(change), '--json'], {});
  const { changes } = JSON.parse(out) as { changes: object[] };
  expect(changes).toMatchObject([{ kind: 'changed', immediate: differences }]);
});

describe('a drill whose output was edited', () => {
  type Resources = Record<string, { triggers?: Record<string, string> }>;

  async function checked(edit: (resources: Resources) => void): Promise<string> {
    const output = drill();
    const file = join(output, 'stacks/stack/cdk.tf.json');
    const json = JSON.parse(readFileSync(file, 'utf8')) as {
      resource: { null_resource: Resources };
    };
    edit(json.resource.null_resource);
    writeFileSync(file, JSON.stringify(json, null, 2));
    const { out, code } = await cli(['check', output, '--fail-on', 'never'], {});
    return `${code} ${oneLine(out)}`;
  }
  const verdictOf = (resources: Resources) =>
    Object.keys(resources).find((name) => name.includes('verdict')) ?? '';

  test('is refused without its verdict', async () => {
    const out = await checked((resources) => {
      delete resources[verdictOf(resources)];
    });
    expect(out).toMatch(/^1 .*its step "verdict" is missing/);
  });

  test('is refused with a verdict that waits for nothing', async () => {
    const out = await checked((resources) => {
      delete resources[verdictOf(resources)]?.triggers;
    });
    expect(out).toMatch(/^1 .*triggers is not as synth writes it/);
  });

  test('passes as it is', async () => {
    expect(await checked(() => undefined)).toMatch(/^0 /);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { planOf } from '../../../src/review/model/plan';
import { readSource } from '../../../src/review/read/source';
import { renderPlan } from '../../../src/review/render';
import { type Seed, Simulator, SteppingClock } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { COCKROACH_KEY } from '../../support/cockroach';
import { runStep } from '../../support/runner';
import { newFolder } from '../../support/terraform';
import { type Tapped, WireTap } from '../../support/wire-tap';
import { ZILLIZ_KEY } from '../../support/zilliz';

/** The construct of each case. */
export const ID = 'articles';

/** What the review prints of a request. */
interface Printed {
  readonly method: string;
  readonly url: string;
  readonly body?: object;
}

/** One generated restore, the world in which it runs, and what the placeholders of the review come to be in it. */
export interface Case {
  readonly build: (stack: TerraformStack) => void;
  readonly seed?: Partial<Seed>;
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  /** What each database of the backup holds. */
  readonly contents?: Readonly<Record<string, readonly string[]>>;
  /** The construct that writes, where that is a part of another one. */
  readonly id?: string;
  /** What Terraform runs; `submitted` is the drop. */
  readonly steps?: readonly Step[];
  /** What Terraform resolves, in the order of its variables. */
  readonly resolved?: readonly string[];
}

type Step = Parameters<typeof runStep>[1];

/** The clock of the world in which a case runs. */
export const clock = () => new SteppingClock(new Date());

/** What the review prints: the JSON of `plan --format json`. */
function printed(folder: string, id: string): Printed[] {
  const source = readSource(join(folder, '..', '..'), '/');
  if (source.kind !== 'output') throw new Error('not an output of synth');
  const text = renderPlan(planOf(source.output, new Date()), 'json', {} as never);
  const { restores } = JSON.parse(text) as { restores: { path: string; requests: Printed[] }[] };
  return restores.find(({ path }) => path === `stack/${id}`)?.requests ?? [];
}

/** A backup that is chosen or made when the restore is submitted, whichever it is. */
const CHOSEN = /^the (latest|newest) backup|^the backup that is made first$/;
const CHOSEN_BACKUP = 'the chosen backup';

/** A printed request as the line and the body that must arrive; one for each value of a placeholder in its URL. */
function expected(
  { method, url, body }: Printed,
  placeholders: Case['placeholders'] = {},
  contents: Case['contents'] = {},
) {
  const [unique = ''] = placeholders[HASH] ?? [];
  const path = url
    .replace(/^https:\/\/[^/]+/, '')
    .replace(/known after apply \([^)]+\)/, () => placeholders[RESOLVED]?.[0] ?? '')
    .replace(encodeURIComponent('<hash of the drill>'), () => unique);
  const name = /\{([^}]+)\}/.exec(path)?.[1];
  const paths =
    name === undefined
      ? [path]
      : (placeholders[CHOSEN.test(name) ? CHOSEN_BACKUP : name] ?? []).map((value) =>
          path.replace(`{${name}}`, () => encodeURIComponent(value)),
        );
  const text = body === undefined ? '' : JSON.stringify(body);
  const [chosen = ''] = placeholders[CHOSEN_BACKUP] ?? [];
  const [password = ''] = placeholders[PASSWORD] ?? [];
  const bodies = wholeDatabases(body, text, contents);
  return paths.flatMap((one) =>
    bodies.map((sent) => ({
      method,
      url: one,
      body: sent
        .replace(/\{the (latest|newest) backup[^}]*\}/, () => chosen)
        .replace(UNIQUE, () => unique)
        .replace(PASSWORD, () => password),
    })),
  );
}

/** Two states of one app differ in it, so no review knows it. */
const UNIQUE = /<hash of the (restore|drill)>/;
/** The runner alone knows it. */
const PASSWORD = '{a new password}';
const HASH = 'the hash in a unique name';
const RESOLVED = 'what Terraform resolves';
const EACH = '"{each collection of the database}"';

/** The body of one call, or one for each collection of a database that is restored as a whole. */
function wholeDatabases(
  body: Printed['body'],
  text: string,
  contents: Readonly<Record<string, readonly string[]>>,
): string[] {
  const { dbCollections } = (body ?? {}) as { dbCollections?: { dbName: string }[] };
  if (!text.includes(EACH)) return [text];
  const names = contents[dbCollections?.[0]?.dbName ?? ''] ?? [];
  return names.map((one) => text.replace(EACH, () => JSON.stringify(one)));
}

/** Synthesises, reviews, runs the built runner, and compares what is printed with what arrives. */
export async function compare({
  build,
  seed,
  placeholders,
  contents,
  id = ID,
  steps = ['submit'],
  resolved = [],
}: Case): Promise<void> {
  const folder = synthesised(build, newFolder('printed'));
  const simulator = await Simulator.start({ clock: clock(), ...(seed && { seed }) });
  const tap = await WireTap.before(simulator.url);
  try {
    const requests = printed(folder, id);
    const environment = {
      ...{ ZILLIZ_API_KEY: ZILLIZ_KEY, ZILLIZ_BASE_URL: tap.url },
      ...{ COCKROACH_API_KEY: COCKROACH_KEY, COCKROACH_SERVER: tap.url },
      CLUSTER_RESTORE_POLL_SECONDS: '0',
      ...variablesOf(Object.fromEntries(resolved.entries())),
    };
    let facts: Readonly<Record<string, string>> = {};
    for (const step of steps) {
      const end = await runStep(folder, step, environment, variablesOf(facts), id);
      expect(end).toMatchObject({ code: 0, stderr: '' });
      if (step === 'submit') facts = recorded(folder);
    }
    const sent = tap.requests.filter(({ method }) => method !== 'GET');
    const known = {
      'the cluster that this restore created': steps.length > 1 ? [facts.cluster_id ?? ''] : [],
      [CHOSEN_BACKUP]: [facts.backup_id ?? ''],
      [HASH]: [/[0-9a-f]{8}$/.exec(facts.cluster_name ?? facts.database_name ?? '')?.[0] ?? ''],
      [PASSWORD]: sent.flatMap(
        ({ body }) => /"password":"([A-Za-z0-9]{32})"/.exec(body)?.[1] ?? [],
      ),
      [RESOLVED]: resolved,
      ...placeholders,
    };
    expect(inOrder(sent)).toEqual(
      inOrder(requests.flatMap((one) => expected(one, known, contents))),
    );
    expect(sent.length).toBeGreaterThan(0);
  } finally {
    tap.close();
    await simulator.stop();
  }
}

/** A wipe goes through the databases in the order of the API, which no review knows. */
function inOrder(requests: readonly Tapped[]): Tapped[] {
  const first = requests.findIndex(({ method }) => method !== 'DELETE');
  const wiped = requests.slice(0, first).sort((one, other) => (one.url < other.url ? -1 : 1));
  return [...wiped, ...requests.slice(first)];
}

/** What `submit` left for Terraform's state. */
function recorded(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, '.cluster-restore', ID, 'submitted-1.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}

function variablesOf(facts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`,
      value,
    ]),
  );
}

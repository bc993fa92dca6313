import { marked } from '../../text/marked';
import { counted } from '../../text/text';
import type { PlannedRestore, RestorePlanDocument } from './schema';

type Counts = RestorePlanDocument['counts'];
type Verdict = RestorePlanDocument['verdict'];

/** Counts what the verdict and every rendering's head tell. */
export function countsOf(restores: readonly PlannedRestore[]): Counts {
  const findings = restores.flatMap((restore) => restore.findings);
  const acting = (action: PlannedRestore['action']) =>
    restores.filter((restore) => restore.action === action).length;
  return {
    restores: restores.length,
    create: acting('create'),
    add: acting('add'),
    overwrite: acting('overwrite'),
    configure: acting('configure'),
    destructive: restores.filter(({ destructive }) => destructive).length,
    stopping: findings.filter(({ stops }) => stops).length,
    unchecked: findings.filter(({ severity }) => severity === 'unchecked').length,
    warnings: findings.filter(
      ({ severity, acknowledged }) => severity === 'warning' && acknowledged === undefined,
    ).length,
    acknowledged: findings.filter(({ acknowledged }) => acknowledged !== undefined).length,
  };
}

/** The first thing that a reviewer reads: whether to stop, and what is erased, by name. */
export function verdictOf(restores: readonly PlannedRestore[], counts: Counts): Verdict {
  if (restores.length === 0) {
    return { level: 'clear', text: 'Nothing is restored by this app', points: [] };
  }
  const points = [
    ...restores
      .filter(({ destructive }) => destructive)
      .map(({ path, erases }) => `${marked(path)} erases: ${erases.join('; ')}`),
    ...restores.flatMap(({ path, findings }) => {
      const stops = findings.filter((finding) => finding.stops).length;
      return stops === 0 ? [] : [`${marked(path)} has ${counted(stops, 'blocking finding')}`];
    }),
  ];
  return { level: levelOf(counts), text: headText(counts), points };
}

function levelOf({ stopping, destructive, warnings, unchecked }: Counts): Verdict['level'] {
  if (stopping > 0) return 'stop';
  if (destructive > 0) return 'destructive';
  return warnings + unchecked > 0 ? 'attention' : 'clear';
}

function headText(counts: Counts): string {
  const { destructive, stopping, warnings, unchecked, configure } = counts;
  const restores = counts.restores - configure;
  const loss =
    destructive > 0
      ? `${destructive} of ${counted(restores, 'restore')} ${destructive === 1 ? 'erases' : 'erase'} data`
      : `${counted(restores, 'restore')}, none erases data`;
  const parts = [
    ...(stopping > 0 ? [`${counted(stopping, 'blocking finding')}`] : []),
    ...(restores > 0 ? [loss, tally(counts)] : []),
    ...(configure > 0 ? [`${counted(configure, 'backup setting')}`] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(unchecked > 0 ? [`${counted(unchecked, 'check')} could not be run`] : []),
  ];
  const word = { stop: 'STOP', destructive: 'DESTRUCTIVE', attention: 'ATTENTION', clear: 'CLEAR' };
  return `${word[levelOf(counts)]}: ${parts.join('; ')}`;
}

function tally({ create, add, overwrite }: Counts): string {
  const kinds: [number, string][] = [
    [create, 'creating something new'],
    [add, 'adding to a cluster'],
    [overwrite, 'overwriting a cluster'],
  ];
  return kinds
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}

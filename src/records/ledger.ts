import type { About, Recorded } from '../spec/spec';
import type { Vendor } from '../vendor/vendor';
import { vendors } from '../vendors';
import type { DeclaredRestore } from './declared';
import type { JournalRecord } from './journals';
import type { RecordedPlace, Records } from './records';
import type { StateRestore } from './state-restores';

/** One restore of which something is recorded, with everything that is known of it. */
export interface LedgerEntry {
  readonly stack: string;
  readonly workspace: string;
  /** The construct path; where the code does not declare it and no journal names it, the address in the state. */
  readonly path: string;
  readonly vendor: Vendor | undefined;
  readonly operation: string;
  /** What proves its origin; empty where nothing was submitted. */
  readonly recorded: Recorded;
  /** Whether the code declares it. */
  readonly declared: DeclaredRestore | undefined;
  /** Whether the stack is in the output at all. */
  readonly isStackDeclared: boolean;
  /** Whether the code removes it: the next apply runs its destroy step. */
  readonly isRemoving: boolean;
  /** What Terraform recorded; absent if its state holds no such restore, or is not known. */
  readonly inState: StateRestore | undefined;
  readonly isStateKnown: boolean;
  readonly journal: JournalRecord | undefined;
  /** Another submission of the same restore followed. */
  readonly isReplaced: boolean;
  /** Its response was lost: the vendor may have made a cluster of this name. */
  readonly isUnknown: boolean;
  readonly about: About;
}

/** Every restore that is declared, in a state, or in a journal; each cluster once. */
export function ledgerOf(records: Records): LedgerEntry[] {
  const found: LedgerEntry[] = [];
  for (const place of records.places) found.push(...entriesOf(place, records));
  return withoutTwice(found);
}

/** Of a restore of which nothing is recorded. */
const NOTHING = {
  recorded: {},
  declared: undefined,
  inState: undefined,
  journal: undefined,
  isRemoving: false,
  isReplaced: false,
  isUnknown: false,
};

/** What the restores of a place have in common. */
type Common = Omit<LedgerEntry, 'path' | 'vendor' | 'operation' | 'about'>;

function entriesOf(place: RecordedPlace, records: Records): LedgerEntry[] {
  const { stack, workspace, journals, state } = place;
  const declared = records.declared.restores.filter((one) => one.stack === stack);
  const common: Common = {
    ...{ ...NOTHING, stack, workspace },
    isStackDeclared: records.stacks.includes(stack),
    isStateKnown: state !== undefined,
  };
  const removed = records.declared.removals.filter((one) => one.stack === stack);
  const inState = (state ?? []).map((restore): LedgerEntry => {
    const mine = declared.find(
      ({ recordAddresses, submitAddresses }) =>
        recordAddresses.includes(restore.address) ||
        (restore.submitAddress !== undefined && submitAddresses.includes(restore.submitAddress)),
    );
    const journal = journals.find((one) => tellsOf(one, restore, mine));
    return {
      ...common,
      path: mine?.path ?? journal?.path ?? restore.address,
      vendor: restore.vendor ?? mine?.vendor,
      operation: mine?.operation.name ?? journal?.operation ?? restore.operations[0] ?? '',
      recorded: { ...restore.declared, ...restore.recorded },
      declared: mine,
      inState: restore,
      isRemoving: removed.some(({ address }) => address === withoutIndex(restore.address)),
      journal,
      about: mine?.about ?? journal?.about ?? {},
    };
  });
  const seen = new Set(inState.map(({ journal }) => journal));
  const inJournals = journals.flatMap((journal) =>
    ofJournal(journal, declared, common, seen.has(journal)),
  );
  const known = new Set([...inState, ...inJournals].map((one) => one.declared));
  const only = declared
    .filter((one) => !known.has(one))
    .map((one): LedgerEntry => {
      const { path, vendor, operation, about } = one;
      return { ...common, path, vendor, operation: operation.name, declared: one, about };
    });
  // The restore of a workspace of which nothing is known is not one more restore.
  const isMain = workspace === 'default' || state !== undefined;
  return [...inState, ...inJournals, ...(isMain ? only : [])];
}

/** While nothing is left of a resource, Terraform calls what it had its first instance. */
function withoutIndex(address: string): string {
  return address.replace(/\[0\]$/, '');
}

/** A journal is of the restore whose cluster it names, or whose step. */
function tellsOf(
  { clusters, submitAddress, key }: JournalRecord,
  { recorded, submitAddress: inState, isDeposed }: StateRestore,
  declared: DeclaredRestore | undefined,
): boolean {
  const { cluster_id: id = '' } = recorded;
  if (id !== '' && clusters.some((one) => one.recorded.cluster_id === id)) return true;
  if (isDeposed) return false;
  const isOfStep = submitAddress !== undefined && submitAddress === inState;
  return clusters.length === 0 && (isOfStep || key === declared?.key);
}

function ofJournal(
  journal: JournalRecord,
  all: readonly DeclaredRestore[],
  common: Common,
  isInState: boolean,
): LedgerEntry[] {
  const { path, key, operation, submitAddress, clusters, unknown, about } = journal;
  const declared = all.find(
    (one) =>
      one.path === path ||
      // A construct that was renamed keeps its journal.
      one.key === key ||
      (submitAddress !== undefined && one.submitAddresses.includes(submitAddress)),
  );
  const vendor = vendorOf(journal) ?? declared?.vendor;
  const entry = {
    ...common,
    path: declared?.path ?? path,
    vendor,
    operation: operation || (declared?.operation.name ?? creatingOperation(vendor)),
    declared,
    journal,
    about: declared?.about ?? about,
  };
  const found = [
    ...clusters.map(({ recorded, isReplaced }) => ({ ...entry, recorded, isReplaced })),
    ...unknown.map((recorded) => ({ ...entry, recorded, isUnknown: true })),
  ];
  const isSilent = found.every(({ isReplaced }) => isReplaced);
  const accepted = journal.accepted.map((recorded) => ({ ...entry, recorded }));
  // What has its own id is identified by it, also beside what the state holds.
  if (isSilent && accepted.some((one) => creationId(one) !== '')) return [...found, ...accepted];
  // What creates nothing has a journal all the same; one without anything sent says nothing.
  return isSilent && journal.hasSent && !isInState ? [...found, accepted.at(-1) ?? entry] : found;
}

/** Journals of older releases do not name the vendor: the form of the id does. */
function vendorOf({ vendor: name, clusters }: JournalRecord): Vendor | undefined {
  const id = clusters[0]?.recorded.cluster_id ?? '';
  return (
    vendors.find((one) => one.name === name) ??
    (name === '' && id !== ''
      ? vendors.find(({ definition }) => definition.clusterIdForm.test(id))
      : undefined)
  );
}

/** Journals of older releases do not name the operation either: only one kind of restore makes clusters. */
function creatingOperation(vendor: Vendor | undefined): string {
  const operations = Object.values(vendor?.definition.operations ?? {});
  return operations.find(({ facts }) => facts.drop.length > 0)?.name ?? '';
}

/** A cluster that a state holds is not reported once more from a journal; what is held counts before what is deposed. */
function withoutTwice(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const rank = ({ inState, journal, isReplaced }: LedgerEntry) => {
    if (inState !== undefined) return inState.isDeposed ? 1 : 0;
    return journal === undefined ? 4 : isReplaced ? 3 : 2;
  };
  const seen = new Set<string>();
  const kept = [...entries]
    .map((entry, at) => ({ entry, at }))
    .sort((one, other) => rank(one.entry) - rank(other.entry) || one.at - other.at)
    .filter(({ entry }) => {
      const id = creationId(entry);
      if (id === '') return true;
      const isNew = !seen.has(id);
      seen.add(id);
      return isNew;
    });
  return kept.sort((one, other) => one.at - other.at).map(({ entry }) => entry);
}

/** The id of the cluster that a restore created; empty where it creates none, or none is known. */
export function createdId({ vendor, operation, recorded, journal }: LedgerEntry): string {
  const { cluster_id: id = '' } = recorded;
  const creates = dropFactsOf({ vendor, operation }).length > 0;
  const isCreated = creates || journal?.clusters.some((one) => one.recorded.cluster_id === id);
  return isCreated === true ? id : '';
}

/** The id of what a restore created: of the cluster, or of the restore that made databases in one. */
export function creationId(entry: LedgerEntry): string {
  const drop = dropFactsOf(entry);
  const isByJob = drop.includes('job_id') && !drop.includes('cluster_id');
  return createdId(entry) || (isByJob ? (entry.recorded.job_id ?? '') : '');
}

/** The facts that a drop of such a restore needs; none where this release knows no such operation. */
function dropFactsOf({
  vendor,
  operation,
}: Pick<LedgerEntry, 'vendor' | 'operation'>): readonly string[] {
  const operations = vendor?.definition.operations ?? {};
  return Object.hasOwn(operations, operation) ? (operations[operation]?.facts.drop ?? []) : [];
}

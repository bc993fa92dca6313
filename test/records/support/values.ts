import type { ApiClient } from '../../../src/client/api-client';
import type { DeclaredRestore } from '../../../src/records/declared';
import type { JournalRecord } from '../../../src/records/journals';
import type { LedgerEntry } from '../../../src/records/ledger';
import type { RecordedPlace, Records } from '../../../src/records/records';
import type { StateRestore } from '../../../src/records/state-restores';
import type { Recorded } from '../../../src/spec/spec';
import type { Inventory } from '../../../src/vendor/inventory';
import type { Inspection } from '../../../src/vendor/outcomes';
import type { VendorProtocol } from '../../../src/vendor/protocol';
import type { Vendor } from '../../../src/vendor/vendor';
import { vendors } from '../../../src/vendors';

/** The vendor of that name. */
export function vendorNamed(name: string): Vendor {
  const found = vendors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no vendor ${name}`);
  return found;
}

const zilliz = vendorNamed('zilliz');

/** A restore that makes a cluster, as the code declares it. */
export function declared(change: Partial<DeclaredRestore> = {}): DeclaredRestore {
  const operation = zilliz.definition.operations.restoreCluster;
  if (operation === undefined) throw new Error('there is no such operation');
  return {
    ...{ stack: 'stack', path: 'stack/articles', key: 'articles-key', vendor: zilliz, operation },
    submitAddresses: ['null_resource.submit'],
    recordAddresses: ['null_resource.submitted'],
    removalPolicy: 'destroy',
    about: {},
    triggers: { backup_id: 'backup-1', cu_size: '2' },
    ignored: ['cu_size'],
    sourceClusterId: 'in01-source',
    ...change,
  };
}

/** A restore that a state holds, which ended. */
export function held(change: Partial<StateRestore> = {}): StateRestore {
  return {
    ...{ address: 'null_resource.submitted', submitAddress: 'null_resource.submit' },
    ...{ vendor: zilliz, operations: ['restoreCluster'] },
    recorded: { cluster_id: 'in01-1' },
    declared: { backup_id: 'backup-1', cu_size: '4' },
    ...{ isRight: true, isFinished: true, isTainted: false },
    ...{ isSubmitTainted: false, isDeposed: false },
    ...change,
  };
}

/** A journal of another restore, which says nothing of a cluster. */
export function journal(change: Partial<JournalRecord> = {}): JournalRecord {
  return {
    ...{ folder: '/out/.cluster-restore', key: 'key', path: 'stack/other', vendor: 'zilliz' },
    ...{ operation: 'restoreCluster', submitAddress: undefined, identity: {}, about: {} },
    ...{ isUnfinished: false, mayBeForged: false, isDropped: false, hasSent: false },
    ...{ clusters: [], unknown: [], jobs: [], accepted: [] },
    ...change,
  };
}

/** A cluster of a journal. */
export const cluster = (id: string, isReplaced = false) => ({
  recorded: { cluster_id: id },
  isReplaced,
});

/** A stack in one workspace, whose state holds nothing. */
export function place(change: Partial<RecordedPlace> = {}): RecordedPlace {
  const known = { stack: 'stack', workspace: 'default', stateLabel: 'state' };
  return { ...known, journals: [], state: [], ...change };
}

/** Records of an output `out` with one stack. */
export function records(
  places: readonly RecordedPlace[],
  restores: readonly DeclaredRestore[] = [],
  change: Partial<Records> = {},
): Records {
  const known = { output: 'out', folder: '/out', stacks: ['stack'], places };
  return { ...known, declared: { restores, addresses: new Map(), removals: [] }, ...change };
}

/** A restore that the code declares and the state holds, and which is there. */
export function entry(change: Partial<LedgerEntry> = {}): LedgerEntry {
  const restore = declared();
  return {
    ...{ stack: 'stack', workspace: 'default', path: restore.path, vendor: zilliz },
    ...{ operation: 'restoreCluster', recorded: { cluster_id: 'in01-1' }, declared: restore },
    ...{ isStackDeclared: true, isRemoving: false, inState: held(), isStateKnown: true },
    ...{ journal: undefined, isReplaced: false, isUnknown: false, about: {} },
    ...change,
  };
}

/** What a vendor's protocol may say; what is left out does not exist. */
interface Said {
  inspect?(recorded: Recorded, sources: readonly string[]): Promise<Inspection>;
  findCreated?(recorded: Recorded): Promise<Recorded | undefined>;
  unrecorded?: Inventory['unrecorded'];
}

/** Zilliz Cloud, as far as it is asked, with these answers. */
export function saying({ inspect, findCreated, unrecorded }: Said): Vendor {
  const operation = {
    inspect:
      inspect &&
      ((context: { sources: readonly string[] }, recorded: Recorded) =>
        inspect(recorded, context.sources)),
  };
  const inventory = {
    findCreated: findCreated && ((_api: unknown, recorded: Recorded) => findCreated(recorded)),
    unrecorded,
  };
  const protocol = { operations: { restoreCluster: operation }, inventory };
  return {
    ...{ name: zilliz.name, definition: zilliz.definition },
    protocol: () => protocol as unknown as VendorProtocol,
  };
}

/** Nobody is asked anything. */
export const NO_API = {} as ApiClient;

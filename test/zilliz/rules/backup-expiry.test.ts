import type { BackupFacts } from '../../../src/zilliz/model/declaration';
import { backupExpiry } from '../../../src/zilliz/rules/backup-expiry';
import { daysAgo, foundBy, said } from '../../support/rules';

const of = (known: BackupFacts) => ({ backup: { clusterId: 'in01-3b1c0a5d4e6f789', known } });
const SECOND = 1 / 86_400;

describe('ZILLIZ_BACKUP_EXPIRY', () => {
  test('wants a backup that has expired to be acknowledged', () => {
    const expireTime = '2026-11-20T02:00:00Z';
    expect(said(backupExpiry, of({ expireTime }))).toEqual([
      'acknowledge: backup: it expired at 2026-11-20T02:00:00Z. Choose another backup; acknowledge this if the restore is already done. [ZILLIZ_BACKUP_EXPIRY]',
    ]);
  });

  test('wants an automatic backup to be acknowledged whose source cluster is gone, and says that alone', () => {
    const known = {
      creationMethod: 'AUTO',
      sourceClusterStatus: 'DELETED',
      expireTime: daysAgo(1),
    };
    expect(said(backupExpiry, of(known))).toEqual([
      'acknowledge: backup: it was created automatically and is deleted with its source cluster, which is DELETED. Choose another backup; acknowledge this if the restore is already done. [ZILLIZ_BACKUP_EXPIRY]',
    ]);
  });

  test('warns of a backup that expires within a day', () => {
    expect(said(backupExpiry, of({ expireTime: '2026-11-22T02:00:00Z' }))).toEqual([
      'warning: backup: it expires at 2026-11-22T02:00:00Z, in less than a day. Apply before it expires, or choose a newer backup. [ZILLIZ_BACKUP_EXPIRY]',
    ]);
  });

  test.each<[string, number, string | undefined]>([
    ['a second more than a day from now', -1 - SECOND, undefined],
    ['a day from now', -1, 'warning'],
    ['in a second', -SECOND, 'warning'],
    ['right now', 0, 'acknowledge'],
    ['a second ago', SECOND, 'acknowledge'],
  ])('a backup that expires %s', (_title, days, severity) => {
    const [finding] = foundBy(backupExpiry, of({ expireTime: daysAgo(days) }));
    expect(finding?.severity).toBe(severity);
    expect(finding?.cause).toBe(severity === undefined ? undefined : 'time');
  });

  test.each<[string, BackupFacts]>([
    [
      'a manual backup, which outlives its cluster',
      { creationMethod: 'MANUAL', sourceClusterStatus: 'DELETED' },
    ],
    [
      'an automatic backup of a cluster that runs',
      { creationMethod: 'AUTO', sourceClusterStatus: 'RUNNING' },
    ],
    ['a backup that is kept until somebody deletes it', { expireTime: null }],
    ['a backup of which nothing is known', {}],
  ])('accepts %s', (_title, known) => {
    expect(said(backupExpiry, of(known))).toEqual([]);
  });
});

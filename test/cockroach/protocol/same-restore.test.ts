import { restoreIn } from '../../../src/cockroach/protocol/jobs';
import { isSame } from '../../../src/cockroach/protocol/same-restore';

const BODY = {
  type: 'DATABASE',
  backup_id: 'b1',
  objects: [{ database: 'orders' }, { database: 'stock' }],
  restore_opts: { new_db_name: 'mine', schema_only: true },
};

/** A restore as the API lists it. */
const listed = (change: object) => {
  const restore = restoreIn({ id: 'r1', ...BODY, ...change });
  if (restore === undefined) throw new Error('not a restore');
  return restore;
};

describe('a listed restore is that of a request', () => {
  test.each<[string, object]>([
    ['as it was sent', {}],
    [
      'with its objects in another order',
      { objects: [{ database: 'stock' }, { database: 'orders' }] },
    ],
    [
      'with options that are not set as "" and false',
      { restore_opts: { ...BODY.restore_opts, into_db: '', skip_localities_check: false } },
    ],
    ['without objects, which the list may leave out', { objects: undefined }],
    ['without options, which the list may leave out', { restore_opts: undefined }],
  ])('%s', (_title, change) => {
    expect(isSame(listed(change), BODY)).toBe(true);
  });
});

describe('another restore is not taken for it', () => {
  test.each<[string, object]>([
    ['another type', { type: 'TABLE' }],
    ['another backup', { backup_id: 'b2' }],
    ['fewer objects', { objects: [{ database: 'orders' }] }],
    ['other objects', { objects: [{ database: 'orders' }, { database: 'theirs' }] }],
    ['another new name', { restore_opts: { ...BODY.restore_opts, new_db_name: 'theirs' } }],
    ['an option more', { restore_opts: { ...BODY.restore_opts, skip_missing_views: true } }],
    ['an option less', { restore_opts: { new_db_name: 'mine' } }],
    ['no option at all', { restore_opts: {} }],
  ])('%s', (_title, change) => {
    expect(isSame(listed(change), BODY)).toBe(false);
  });
});

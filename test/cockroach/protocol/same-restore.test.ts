import { restoreIn } from '../../../src/cockroach/protocol/jobs';
import { compareRestore } from '../../../src/cockroach/protocol/same-restore';

const body = {
  type: 'DATABASE',
  backup_id: 'backup',
  objects: [{ database: 'orders' }, { database: 'stock' }],
  restore_opts: { new_db_name: 'mine', schema_only: true },
};
const compare = (change: object, wanted: object = {}) => {
  const restore = restoreIn({ id: 'other', ...body, ...change });
  if (restore === undefined) throw new Error('not a restore');
  return compareRestore(restore, { ...body, ...wanted });
};

test('the same request is the same, whatever the order and the defaults of the API', () => {
  expect(compare({})).toBe('yes');
  const objects = [...body.objects].reverse();
  const restore_opts = { into_db: '', skip_missing_views: false, ...body.restore_opts };
  expect(compare({ objects, restore_opts })).toBe('yes');
  expect(compare({ restore_opts: undefined }, { restore_opts: undefined })).toBe('yes');
  expect(compare({ restore_opts: { ...body.restore_opts, into_db: null } })).toBe('yes');
  expect(compare({ backup_id: 'BACKUP' })).toBe('yes');
});

test.each<[string, object]>([
  ['type', { type: 'TABLE' }],
  ['backup', { backup_id: 'another' }],
  ['objects', { objects: [{ database: 'orders' }] }],
  ['name', { restore_opts: { ...body.restore_opts, new_db_name: 'theirs' } }],
  ['option', { restore_opts: { new_db_name: 'mine' } }],
])('another %s is another restore', (_title, change) => {
  expect(compare(change)).toBe('no');
});

test('without the field of the options nothing is known of them', () => {
  expect(compare({ restore_opts: undefined })).toBe('maybe');
  expect(compare({ restore_opts: null })).toBe('maybe');
});

test('what names nothing is never the same', () => {
  expect(compare({}, { backup_id: 7 })).toBe('no');
  expect(compare({}, { objects: 'all' })).toBe('no');
});

test('a name that is left out is an empty one, and no other', () => {
  const plain = { database: 'orders', table: 'items' };
  const whole = { ...plain, schema: '' };
  expect(compare({ objects: [plain] }, { objects: [whole] })).toBe('yes');
  expect(compare({ objects: [plain] }, { objects: [{ ...plain, schema: 'x' }] })).toBe('no');
  expect(
    compare(
      { objects: [{ schema: 's' }] },
      { objects: [{ database: '', schema: 's', table: '' }] },
    ),
  ).toBe('yes');
  // The objects of a whole cluster are none.
  expect(compare({ objects: [] }, { objects: undefined })).toBe('yes');
  expect(compare({ objects: [plain] }, { objects: undefined })).toBe('no');
});

test('the order of the options says nothing', () => {
  const [given, told] = [
    { b: 1, a: 2 },
    { a: 2, b: 1 },
  ];
  expect(compare({ restore_opts: told }, { restore_opts: given })).toBe('yes');
});

test.each(['type', 'backup_id'])('without the field %s nothing is known of it', (field) => {
  expect(compare({ [field]: undefined })).toBe('maybe');
});

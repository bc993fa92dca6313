import { Project } from './support/project';

function check(entry: Readonly<Record<string, unknown>>) {
  const project = new Project('scripts/lock.mjs');
  project.write('package-lock.json', JSON.stringify({ packages: { '': entry } }, undefined, 2));
  const { status, stderr } = project.run(process.execPath, ['scripts/lock.mjs', '--check'], {});
  return { status, stderr };
}

test('a lock file without addresses is accepted', () => {
  expect(check({ version: '1.0.0' })).toStrictEqual({ status: 0, stderr: '' });
});

test('a lock file that names a registry is refused', () => {
  const stderr =
    'package-lock.json names a registry ("resolved": "https://mirror.example/one.tgz"): run `npm run lock`.\n';
  expect(check({ resolved: 'https://mirror.example/one.tgz' })).toStrictEqual({
    status: 1,
    stderr,
  });
});

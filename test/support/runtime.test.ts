import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './terraform';

const file = join(newFolder('runtime'), 'module.js');
const load = () => {
  jest.resetModules();
  return jest.requireActual<{ value: number }>(file);
};

test('a module that was read and compiled before runs anew, so that nobody sees what another wrote into it', () => {
  writeFileSync(file, 'module.exports = { value: 1 };');
  load().value = 2;
  expect(load().value).toBe(1);
});

test.each([
  ['of another size', 'module.exports = { value: 10 };'],
  ['of the same size', 'module.exports = { value: 3 };'],
])('a file that has changed meanwhile, into one %s, is read again', (_title, text) => {
  writeFileSync(file, 'module.exports = { value: 1 };');
  utimesSync(file, 1, 1);
  expect(load().value).toBe(1);
  writeFileSync(file, text);
  expect(load().value).toBe(Number(/\d+/.exec(text)?.[0]));
});

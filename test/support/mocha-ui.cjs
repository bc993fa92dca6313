// Lets Mocha run test files that are written for jest: the mutation tester loads them once and runs them again for each
// change, in milliseconds, where jest would load all modules again for each file.
// describe, test, their tables, expect and the mocks are those of jest.
const { expect } = require('expect');
const { bind } = require('jest-each');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { interfaces } = require('mocha');
const { removeFolders } = require('./remove-folders.cjs');

process.once('exit', () => removeFolders(globalThis.testFolders ?? []));

// A value that is built once and kept would show a change of what builds it to one test alone.
const onceFile = require.resolve('../../src/text/once.ts');
require.cache[onceFile] = {
  id: onceFile,
  filename: onceFile,
  loaded: true,
  exports: { once: (make) => make },
};

const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({ config: { fakeTimers: {} }, global: globalThis });

const jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  restoreAllMocks: () => mocker.restoreAllMocks(),
  useFakeTimers: (config) => timers.useFakeTimers(config),
  useRealTimers: () => timers.useRealTimers(),
  setSystemTime: (now) => timers.setSystemTime(now),
  advanceTimersByTime: (ms) => timers.advanceTimersByTime(ms),
  getTimerCount: () => timers.getTimerCount(),
};

/** jest gives a limit in milliseconds as third argument, and never waits for a callback. */
const withTables = (register, wrap) => {
  const plain = (title, body) => register(String(title), wrap(body));
  return Object.assign(plain, { each: bind(plain, false) });
};

const { bdd } = interfaces;
interfaces.bdd = (suite) => {
  bdd(suite);
  suite.on('pre-require', (context) => {
    const { describe, it, before, after } = context;
    const body = (run) => async () => {
      await run();
    };
    context.describe = withTables(describe, (define) => () => {
      define();
    });
    context.describe.skip = withTables(describe.skip, (define) => define);
    context.test = withTables(it, body);
    context.test.skip = withTables(it.skip, body);
    context.it = context.test;
    context.beforeAll = (run) => before(body(run));
    context.afterAll = (run) => after(body(run));
    const { beforeEach, afterEach } = context;
    context.beforeEach = (run) => beforeEach(body(run));
    context.afterEach = (run) => afterEach(body(run));
    Object.assign(context, { expect, jest });
  });
};

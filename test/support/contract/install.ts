import { Simulator } from '../../../src/simulator';
import { violationsOf } from './check';

// Loaded by jest before each test file: every request that a simulator records is held against the
// vendors' documents. A simulator of a test that sends wrong requests on purpose has its own observer.
const violations: string[] = [];

Simulator.defaultObserver = (request) => {
  violations.push(...violationsOf(request));
};

function failOnViolations(): void {
  const lines = new Set(violations.splice(0));
  if (lines.size > 0) {
    throw new Error(`requests that no document of the vendor allows:\n${[...lines].join('\n')}`);
  }
}

afterEach(failOnViolations);
afterAll(failOnViolations);

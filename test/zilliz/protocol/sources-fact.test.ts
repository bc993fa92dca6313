import { sourcesFact } from '../../../src/zilliz/protocol/sources-fact';

test('sources are recorded once each', () => {
  expect(sourcesFact('in01-a', ['in01-b', 'in01-a'])).toBe('in01-a in01-b');
});

test('of more than 1,000 characters of sources, the one of the restore is recorded', () => {
  const others = (length: number) => ['in01-b', 'c'.repeat(length - 'in01-a in01-b '.length)];
  expect(sourcesFact('in01-a', others(1000))).toHaveLength(1000);
  expect(sourcesFact('in01-a', others(1001))).toBe('in01-a');
});

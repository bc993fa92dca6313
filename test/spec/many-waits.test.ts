import { manyWaitsText } from '../../src/spec/many-waits';

const alone = (grouped: number, others: number) => [
  ...Array.from({ length: grouped }, () => ({ mayBeGrouped: true })),
  ...Array.from({ length: others }, () => ({ mayBeGrouped: false })),
];
const FIRST =
  '11 restores wait one by one, and Terraform runs 10 steps at a time: the others begin to wait when those have ended.';

test('each of ten restores has a slot to wait in', () => {
  expect(manyWaitsText(alone(10, 0))).toBeUndefined();
  expect(manyWaitsText(alone(5, 5))).toBeUndefined();
});

test.each([
  [11, 0, 'Wait for them together in a RestoreGroup, or run terraform apply -parallelism=11.'],
  [2, 9, 'Wait for 2 of them together in a RestoreGroup, or run terraform apply -parallelism=11.'],
  [1, 10, 'Run terraform apply -parallelism=11.'],
  [0, 11, 'Run terraform apply -parallelism=11.'],
])('of eleven that wait alone, %i may be in a group and %i may not', (grouped, others, ways) => {
  expect(manyWaitsText(alone(grouped, others))).toBe(`${FIRST} ${ways}`);
});

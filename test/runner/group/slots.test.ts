import { Slots } from '../../../src/runner/group/slots';

test('so many are under way, and the next in line begins when one has ended, whichever it is', async () => {
  const slots = new Slots(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const all = [0, 1, 2, 3].map((at) =>
    slots.run(async () => {
      begun.push(at);
      await new Promise<void>((resolve) => {
        ends[at] = resolve;
      });
      if (at === 1) throw new Error('one fails');
    }),
  );
  const ended = Promise.allSettled(all);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const states: number[][] = [];
  for (const at of [1, 0, 2, 3]) {
    await settle();
    states.push([...begun]);
    ends[at]?.();
  }
  expect(states).toEqual([
    [0, 1],
    [0, 1, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 3],
  ]);
  expect((await ended).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  await expect(slots.run(async () => 'free again')).resolves.toBe('free again');
});

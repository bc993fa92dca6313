const { default: Sequencer } = require('@jest/test-sequencer');

/** The folders with the longest files, which otherwise may begin when all others have ended. */
const LONG = /[\\/]test[\\/](faults|terraform|package|examples|terrain)[\\/]/;

/** Where no run of this clone has told how long each file takes, jest begins with the largest file. */
module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const isLong = ({ path }) => LONG.test(path);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};

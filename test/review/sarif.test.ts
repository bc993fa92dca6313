import '@microsoft/jest-sarif';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Log {
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      suppressions?: { justification: string }[];
      locations: { physicalLocation?: { artifactLocation: { uri: string } } }[];
    }[];
  }[];
}

function log(name: string): Log {
  return JSON.parse(readFileSync(join(__dirname, 'expected', name), 'utf8'));
}

describe.each(['plan.sarif', 'diff.sarif'])('%s', (name) => {
  test('is accepted by the validator of Microsoft as SARIF 2.1.0', () => {
    expect(log(name)).toBeValidSarifLog();
  });

  test('gives each result its rule and a relative place', () => {
    const [run] = log(name).runs;
    for (const { ruleId, ruleIndex, locations } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation?.artifactLocation.uri).toMatch(/^\w+\.out\/stacks\//);
    }
  });
});

test('what was accepted is suppressed, with the reason', () => {
  const accepted = log('diff.sarif').runs[0]?.results.filter(({ suppressions }) => suppressions);
  expect(
    accepted?.map(({ ruleId, suppressions }) => [ruleId, suppressions?.[0]?.justification]),
  ).toEqual([['ZILLIZ_CMEK_DROPPED', 'Synthetic data only, agreed with the owner']]);
});

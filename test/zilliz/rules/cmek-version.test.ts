import { cmekVersion } from '../../../src/zilliz/rules/cmek-version';
import { said } from '../../support/rules';

const cmek = {
  kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};
const original = { cmek, restoreVersionPolicy: 'ORIGINAL' as const };
const of = (milvusVersion: string) => ({
  clusterId: 'in01-3b1c0a5d4e6f789',
  known: { milvusVersion },
});

describe('ZILLIZ_CMEK_VERSION', () => {
  test('wants a release before 2.6 with a key to be acknowledged', () => {
    expect(said(cmekVersion, { ...original, backup: of('2.5.x') })).toEqual([
      'acknowledge: restoreVersionPolicy: keeps Milvus 2.5.x, and cmek needs 2.6 or later, got "ORIGINAL". Use LATEST, or remove cmek. [ZILLIZ_CMEK_VERSION]',
    ]);
  });

  test('says what it could not check where the release is not known', () => {
    expect(said(cmekVersion, original)).toEqual([
      'unchecked: restoreVersionPolicy: synth cannot tell whether the Milvus version of the backup supports encryption (2.6 or later), got "ORIGINAL". Set milvusVersion on the backup, or use LATEST. [ZILLIZ_CMEK_VERSION]',
    ]);
  });

  test.each([
    ['2.4.9', 1],
    ['2.5.99', 1],
    ['2.6.0', 0],
    ['2.10.x', 0],
    ['3.0', 0],
  ])('Milvus %s', (version, findings) => {
    expect(said(cmekVersion, { ...original, backup: of(version) })).toHaveLength(findings);
  });

  test.each([
    ['LATEST', { cmek, restoreVersionPolicy: 'LATEST' as const, backup: of('2.5.x') }],
    ['no policy, which is LATEST', { cmek, backup: of('2.5.x') }],
    ['no key', { restoreVersionPolicy: 'ORIGINAL' as const, backup: of('2.5.x') }],
  ])('accepts %s', (_title, declaration) => {
    expect(said(cmekVersion, declaration)).toEqual([]);
  });
});

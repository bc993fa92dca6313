import { mappingOntoSource } from '../../../src/zilliz/rules/mapping-onto-source';
import { said } from '../../support/rules';

const targetCluster = 'in01-3b1c0a5d4e6f789';
const into = { backup: { clusterId: targetCluster }, targetCluster };
const c = { dbName: 'd', collectionName: 'c' };

describe('ZILLIZ_MAPPING_ONTO_SOURCE', () => {
  test('wants a collection that is restored onto itself to be acknowledged', () => {
    const collectionMappings = [
      { ...c, destCollectionName: 'restored_c' },
      { ...c, destDbName: 'd' },
    ];
    expect(said(mappingOntoSource, { ...into, collectionMappings })).toEqual([
      'acknowledge: collectionMappings[1]: d.c is restored onto itself: the vendor does not document what happens to an existing collection. Give it another name, or acknowledge it if the collection was dropped. [ZILLIZ_MAPPING_ONTO_SOURCE]',
    ]);
  });

  test('wants a whole backup that is restored onto itself to be acknowledged', () => {
    expect(said(mappingOntoSource, into)).toEqual([
      'acknowledge: targetCluster: everything is restored onto itself, into the cluster that was backed up: the vendor does not document what happens to an existing collection, got "in01-3b1c0a5d4e6f789". Restore into another cluster, or acknowledge it if the collections were dropped. [ZILLIZ_MAPPING_ONTO_SOURCE]',
    ]);
  });

  test.each([
    ['a whole database onto itself', [{ dbName: 'd' }], 1],
    ['a whole database under another name', [{ dbName: 'd', destDbName: 'e' }], 0],
    ['a collection under another name', [{ ...c, destCollectionName: 'e' }], 0],
    ['a collection in another database', [{ ...c, destDbName: 'e' }], 0],
  ])('%s', (_title, collectionMappings, findings) => {
    expect(said(mappingOntoSource, { ...into, collectionMappings })).toHaveLength(findings);
  });

  test('accepts the same names in another cluster', () => {
    const other = { ...into, targetCluster: 'in01-0a1b2c3d4e5f678', collectionMappings: [c] };
    expect(said(mappingOntoSource, other)).toEqual([]);
  });

  test('says nothing of clusters and names that only Terraform knows', () => {
    const { backup } = into;
    expect(said(mappingOntoSource, { backup }, { unknown: ['targetCluster'] })).toEqual([]);
    expect(said(mappingOntoSource, { targetCluster }, { unknown: ['backup.clusterId'] })).toEqual(
      [],
    );
    expect(said(mappingOntoSource, into, { unknown: ['collectionMappings'] })).toEqual([]);
    const unknown = ['collectionMappings[0].destCollectionName'];
    const declaration = { ...into, collectionMappings: [c] };
    expect(said(mappingOntoSource, declaration, { unknown })).toEqual([]);
  });
});

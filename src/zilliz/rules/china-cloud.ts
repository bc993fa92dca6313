import type { Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';

const CHINA = /^(ali|tc)-/;

/** The China cloud of the vendor has a host and keys of its own. */
export const chinaCloud: Rule<Partial<Pick<CollectionsDeclaration, 'backup'>>> = {
  id: 'ZILLIZ_CHINA_CLOUD',
  severity: 'warning',
  holds:
    'Backups in regions `ali-` and `tc-` belong to the China cloud, which has its own host; its subscription clusters cannot be restored',
  remedy: 'Set `ZILLIZ_BASE_URL` to https://api.cloud.zilliz.com.cn where Terraform runs',
  source: 'https://docs.zilliz.com.cn/reference/restful/restore-cluster-backup-v2',
  certainty: 'the host is documented; the regions come from the vendor’s client',
  check({ backup }) {
    const region = backup?.known?.regionId;
    if (region === undefined || !CHINA.test(region)) return [];
    const problem = 'is in the vendor’s China cloud';
    const fix =
      'Set ZILLIZ_BASE_URL=https://api.cloud.zilliz.com.cn where Terraform runs; subscription clusters cannot be restored there';
    return [{ path: 'backup', problem, got: region, fix }];
  },
};

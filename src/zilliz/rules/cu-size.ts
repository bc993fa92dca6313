import type { Rule } from '../../contract/rule';
import type { ClusterDeclaration } from '../declaration';

const LARGEST = 1024;
const LARGEST_STANDARD = 32;

/** The sizes that a Dedicated cluster can have. */
export const cuSize: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CU_SIZE',
  vendor: 'zilliz',
  severity: 'error',
  holds:
    'cuSize is 1, 2 or 4, then a multiple of 4 up to 64, of 8 up to 256, of 16 up to 1024; at most 32 in a Standard project',
  source: 'https://docs.zilliz.com/reference/restful/create-dedicated-cluster-v2',
  check({ cuSize: size, targetProjectPlan }) {
    if (size === undefined) return [];
    const path = 'cuSize';
    const steps = '1, 2, 4, 8, 12 … 64, 72 … 256, 272 … 1024';
    if (!isStep(size)) {
      const fix = `Use ${nearest(size)}, a size that Dedicated clusters have`;
      return [{ path, problem: `must be one of ${steps}`, got: size, fix }];
    }
    if (targetProjectPlan === 'Standard' && size > LARGEST_STANDARD) {
      const problem = `must be at most ${LARGEST_STANDARD} in a Standard project`;
      return [{ path, problem, got: size, fix: 'Choose a smaller size or an Enterprise project' }];
    }
    return [];
  },
};

function isStep(size: number): boolean {
  if (!Number.isInteger(size) || size < 1 || size > LARGEST) return false;
  return size === 1 || size === 2 || size % stepAt(size) === 0;
}

function stepAt(size: number): number {
  if (size <= 64) return 4;
  return size <= 256 ? 8 : 16;
}

function nearest(size: number): string {
  if (!(size > 1)) return '1';
  if (size >= LARGEST) return String(LARGEST);
  let below = Math.floor(size);
  while (!isStep(below)) below -= 1;
  let above = Math.ceil(size);
  while (!isStep(above)) above += 1;
  return `${below} or ${above}`;
}

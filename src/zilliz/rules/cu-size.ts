import type { Problem, Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { projectPlanOf } from '../model/project-plan';

const LARGEST = 1024;
const LARGEST_STANDARD = 32;
// What only some of the vendor's pages say warns, and is left to the API.
const LARGEST_ON_ONE_PAGE = 2048;
const LARGEST_SELF_SERVE_BUSINESS_CRITICAL = 256;
const path = 'cuSize';

/** The sizes that a Dedicated cluster can have. */
export const cuSize: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CU_SIZE',
  vendor: 'zilliz',
  severity: 'error',
  otherSeverities: ['warning'],
  holds:
    'cuSize is 1, 2 or 4, then a multiple of 4 up to 64, of 8 up to 256, of 16 up to 1024; at most 32 in a Standard project',
  remedy: 'Use a size of the ladder',
  source: 'https://docs.zilliz.com/reference/restful/create-dedicated-cluster-v2',
  certainty:
    'documented; sources conflict above 256 (Business Critical) and 1024 (Enterprise), which warns',
  check(declaration) {
    const { cuSize: size } = declaration;
    if (size === undefined) return [];
    const plan = projectPlanOf(declaration);
    if (plan === 'Standard' && size > LARGEST_STANDARD) {
      const problem = `must be at most ${LARGEST_STANDARD} in a Standard project`;
      return [{ path, problem, got: size, fix: 'Choose a smaller size or an Enterprise project' }];
    }
    if (isStep(size)) return plan === 'BusinessCritical' ? selfServe(size) : [];
    if (size > LARGEST && plan !== 'BusinessCritical' && onOnePage(size)) {
      const problem = `is more than ${LARGEST}, the greatest size on most of the vendor's pages; one says ${LARGEST_ON_ONE_PAGE} for Enterprise`;
      const fix = 'Ask the vendor, or use 1024; the API refuses what it does not have';
      return [{ severity: 'warning', path, problem, got: size, fix }];
    }
    const problem = 'must be one of 1, 2, 4, 8, 12 … 64, 72 … 256, 272 … 1024';
    const fix = `Use ${nearest(size)}, a size that Dedicated clusters have`;
    return [{ path, problem, got: size, fix }];
  },
};

function selfServe(size: number): Problem[] {
  if (size <= LARGEST_SELF_SERVE_BUSINESS_CRITICAL) return [];
  const problem = `is more than ${LARGEST_SELF_SERVE_BUSINESS_CRITICAL}, which one page of the vendor gives as the greatest size without a request in a Business Critical project`;
  const fix = 'Ask the vendor first, or choose a smaller size';
  return [{ severity: 'warning', path, problem, got: size, fix }];
}

function onOnePage(size: number): boolean {
  return Number.isInteger(size) && size <= LARGEST_ON_ONE_PAGE && size % 16 === 0;
}

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

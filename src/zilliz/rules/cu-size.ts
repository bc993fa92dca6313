import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { projectPlanOf } from '../model/project-plan';

// The API reference says 1,024, the vendor's page of limits 2,048 since July 2026: between them the API decides.
const LARGEST_IN_REFERENCE = 1024;
const LARGEST = 2048;
const LARGEST_STANDARD = 32;
const path = 'cuSize';

/** The sizes that a Dedicated cluster can have. */
export const cuSize: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CU_SIZE',
  severity: 'error',
  otherSeverities: ['warning'],
  holds:
    'cuSize is 1, 2 or 4, then a multiple of 4 up to 64, of 8 up to 256, of 16 up to 2048; at most 32 in a Standard project',
  remedy: 'Use one of these sizes',
  source: 'https://docs.zilliz.com/reference/restful/create-dedicated-cluster-v2',
  certainty:
    'documented; the API reference ends at 1024 and the limits page at 2048, so sizes between them cause a warning',
  check(declaration) {
    const { cuSize: size } = declaration;
    if (size === undefined) return [];
    const plan = projectPlanOf(declaration);
    if (plan === 'Standard' && size > LARGEST_STANDARD) {
      const problem = `must be at most ${LARGEST_STANDARD} in a Standard project`;
      return [{ path, problem, got: size, fix: 'Choose a smaller size or an Enterprise project' }];
    }
    if (isStep(size)) {
      if (size <= LARGEST_IN_REFERENCE) return [];
      const problem = `is more than ${LARGEST_IN_REFERENCE}, the maximum in the vendor's API reference; the vendor's limits page says ${LARGEST}`;
      const fix = `Ask the vendor, or use ${LARGEST_IN_REFERENCE}; the API refuses a size that it does not offer`;
      return [{ severity: 'warning', path, problem, got: size, fix }];
    }
    const problem = 'must be one of 1, 2, 4, 8, 12 … 64, 72 … 256, 272 … 2048';
    const fix = `Use ${nearest(size)}, a size that Dedicated clusters have`;
    return [{ path, problem, got: size, fix }];
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

import type { ZillizBehaviour } from './behaviour';
import type { ZillizPlan } from './model';
import { ZillizRefusal } from './refusal';

const TIERED_STORAGE_MINIMUM = 8;

/** Refuses a cuSize that no cluster of this plan and CU type can have. */
export function requireCuSize(
  cuSize: unknown,
  plan: ZillizPlan,
  cuType: string,
  behaviour: ZillizBehaviour,
): number {
  if (typeof cuSize !== 'number' || !Number.isInteger(cuSize) || cuSize < 1) {
    throw new ZillizRefusal(96002, 'cuSize must be a positive number');
  }
  const tooSmall = cuType === 'Tiered-storage' && cuSize < TIERED_STORAGE_MINIMUM;
  if (tooSmall || !isStep(cuSize) || cuSize > behaviour.maxCuSize[plan]) {
    throw new ZillizRefusal(
      96023,
      `No cluster class for cuType ${cuType}, cuSize ${cuSize} and plan ${plan}`,
    );
  }
  return cuSize;
}

function isStep(cuSize: number): boolean {
  if (cuSize <= 8) {
    return [1, 2, 4, 8].includes(cuSize);
  }
  const step = cuSize <= 64 ? 4 : cuSize <= 256 ? 8 : 16;
  return cuSize % step === 0;
}

import { join } from 'node:path';
import type { RecordedRequest, Simulator } from '../../../src/simulator';
import type { Answer } from './answers';
import type { Scenario, Step } from './scenarios';

/** One step of the run without faults, from which every case of that step starts. */
export interface Phase {
  readonly step: Step;
  /** The folder before the step. */
  readonly folder: string;
  /** What the steps before it asked the cloud: asked again, the same cloud results. */
  readonly before: readonly RecordedRequest[];
  readonly calls: readonly Call[];
  /** What the runner saw in it. */
  readonly answers: readonly Answer[];
  /** What the state remembers after it, without the times in it. */
  readonly result: string;
}

/** One request of a phase: the how-manieth of its operation there. */
export interface Call {
  readonly operation: string;
  readonly nth: number;
  /** Whether it begins a restore. */
  readonly begins: boolean;
}

/** What all cases of a scenario share. */
export interface Bench {
  readonly scenario: Scenario;
  readonly runner: string;
  readonly environments: Readonly<Record<string, Record<string, string>>>;
  readonly phases: readonly Phase[];
}

/** Asks a new cloud what was asked before, in the same order: same ids, same passwords, same time. */
export async function replay(
  simulator: Simulator,
  key: string,
  requests: readonly RecordedRequest[],
): Promise<void> {
  for (const request of requests) await repeat(simulator, key, request);
}

/** Asks a cloud once what was asked before. */
export async function repeat(
  simulator: Simulator,
  key: string,
  { method, path, query, headers, body }: RecordedRequest,
): Promise<void> {
  const url = new URL(path, simulator.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const version = headers['cc-version'];
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(version === undefined ? {} : { 'cc-version': version }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await answer.arrayBuffer();
}

/** Where a phase of the recorded run stands. */
export function phaseOf({ phases }: Bench, step: Step): Phase | undefined {
  return phases.find((phase) => phase.step === step);
}

/** The id that Terraform's resource of a step has. */
export function resourceOf(step: Step): string {
  return step.startsWith('former ') ? '0' : '1';
}

/** The file in which the submission that a step belongs to left its result. */
export function resultFile(folder: string, step: Step = 'submit'): string {
  return join(folder, `.cluster-restore/articles/submitted-${resourceOf(step)}.json`);
}

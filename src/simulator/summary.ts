import { CONTROL_PATHS } from './control';
import type { Cloud } from './exchange';

/** What a simulator has and how it is steered, as lines for a terminal. */
export function summaryOf(clouds: readonly Cloud[], url: string): string[] {
  return [
    ...clouds.flatMap((cloud) => [cloud.title, ...cloud.summary().map((line) => `  ${line}`)]),
    'Control, with JSON bodies',
    ...CONTROL_PATHS.map((path) => `  ${path.replace(' ', ` ${url}`)}`),
    'Instead of the console',
    ...clouds.flatMap((cloud) =>
      (cloud.consoleSteps?.() ?? []).flatMap(({ title, ...request }) => [
        `  ${title}:`,
        `  curl -sS ${url}/_simulator/operator -d '${JSON.stringify(request)}'`,
      ]),
    ),
  ];
}

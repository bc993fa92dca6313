import type { Command } from 'commander';
import { planOfSource } from '../review/plan-source';
import { planFormats, renderPlan } from '../review/render';
import { example } from './options';
import { formatOf, renderOptions } from './rendering';
import { addReviewOptions, type ReviewOptions } from './review-options';
import type { Terminal } from './terminal';

/** `cluster-restore plan`: what the synthesised app restores, erases and runs again. */
export function planCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('plan')
    .summary('review what a synthesised app restores')
    .description(
      'Reviews what a synthesised app restores. It reads only the output of cdktf synth.',
    )
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out');
  addReviewOptions(command, planFormats).action((output: string, options: ReviewOptions) => {
    const moment = options.now ?? terminal.now();
    const plan = planOfSource(output, terminal.cwd, moment, options.terraformPlan);
    terminal.write(renderPlan(plan, formatOf(options), renderOptions(terminal)));
  });
  example(command, 'cluster-restore plan cdktf.out --format markdown');
}

import { type Command, Option } from 'commander';
import { planOfSource } from '../review/plan-source';
import { planFormats, renderPlan } from '../review/render';
import { attachTerraformPlans } from '../review/terraform/attach';
import { collect, example, momentOption } from './options';
import {
  formatOf,
  formatOption,
  jsonFormatOption,
  type RenderingOptions,
  renderOptions,
} from './rendering';
import type { Terminal } from './terminal';

interface Options extends RenderingOptions {
  readonly terraformPlan: readonly string[];
  readonly now?: Date;
}

/** `cluster-restore plan`: what the synthesised app restores, erases and runs again. */
export function planCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('plan')
    .summary('review what a synthesised app restores')
    .description(
      'Reviews what a synthesised app restores: reads the output of cdktf synth and nothing else.',
    )
    .argument('[output]', 'the output folder of cdktf synth', 'cdktf.out')
    .addOption(formatOption(planFormats))
    .addOption(jsonFormatOption())
    .addOption(momentOption())
    .addOption(
      new Option(
        '--terraform-plan <file>',
        'the output of `terraform show -json <plan>`, or <stack>=<file>; may be given again',
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .action((output: string, options: Options) => {
      const plan = planOfSource(output, terminal.cwd, options.now ?? terminal.now());
      const shown = attachTerraformPlans(plan, options.terraformPlan, terminal.cwd);
      terminal.write(renderPlan(shown, formatOf(options), renderOptions(terminal)));
    });
  example(command, 'cluster-restore plan cdktf.out --format markdown');
}

import type { Command } from 'commander';
import { diffOf } from '../review/diff/diff';
import { planOfSource } from '../review/plan-source';
import { diffFormats, renderDiff } from '../review/render';
import { example } from './options';
import { formatOf, renderOptions } from './rendering';
import { addReviewOptions, type ReviewOptions } from './review-options';
import type { Terminal } from './terminal';

/** `cluster-restore diff`: what is new, removed and run again between two versions, and why. */
export function diffCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('diff')
    .summary('review what changes between two versions, and what runs again')
    .description(
      'Compares two outputs of cdktf synth. Each is a folder, a plan saved with "plan --format json", or ' +
        '"revision:folder" for an output that is committed in git, for example "main:cdktf.out".',
    )
    .argument('<base>', 'the previous version')
    .argument('[head]', 'the version to review', 'cdktf.out');
  addReviewOptions(command, diffFormats).action(
    (base: string, head: string, options: ReviewOptions) => {
      const moment = options.now ?? terminal.now();
      const before = planOfSource(base, terminal.cwd, moment);
      const after = planOfSource(head, terminal.cwd, moment, options.terraformPlan);
      const diff = diffOf(before, after);
      terminal.write(renderDiff(diff, formatOf(options), renderOptions(terminal)));
    },
  );
  example(command, 'cluster-restore diff base.out cdktf.out');
}

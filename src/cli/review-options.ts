import type { Command } from 'commander';
import { momentOption, terraformPlanOption } from './options';
import { formatOption, jsonFormatOption, type RenderingOptions } from './rendering';

/** The options of every command that shows a review. */
export interface ReviewOptions extends RenderingOptions {
  readonly terraformPlan: readonly string[];
  readonly now?: Date;
}

/** Adds `--format`, `--json`, `--now` and `--terraform-plan` to a command. */
export function addReviewOptions(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(formatOption(formats))
    .addOption(jsonFormatOption())
    .addOption(momentOption())
    .addOption(terraformPlanOption());
}

/** Where Terraform gets the null provider from. */
export interface NullProvider {
  /** To be added to the environment of every `terraform` command, and of what starts one. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether Terraform gets the stand-in, because its registry does not answer. */
  readonly standIn: boolean;
}

/**
 * Makes `hashicorp/null` installable: from the registry where it answers, otherwise from a mirror
 * of the stand-in written below `directory` (once; safe to call from many processes).
 */
export function ensureNullProvider(options: { readonly directory: string }): Promise<NullProvider>;

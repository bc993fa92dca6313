import type { Rule } from '../evaluation/rule';

/** With a remote backend any machine may apply, and the file stays on the one that did. */
export function passwordFileRule(id: string): Rule<object> {
  return {
    id,
    severity: 'warning',
    holds:
      'With a remote backend the password goes to a command, not to a file on the machine that applies',
    remedy: 'Use `PasswordSink.command`; acknowledge it if that machine is kept',
    // The backend is not part of the declaration.
    mayComeLater: true,
    source: 'docs/platforms.md',
    certainty: 'ours',
    check(_declaration, { surroundings: { backend = 'local', passwordSink } = {} }) {
      if (passwordSink !== 'file' || backend === 'local') return [];
      const problem = `writes to a file on the machine that applies, and with backend "${backend}" that may be a worker that is deleted after the run`;
      const fix =
        'Pass the password to a vault with PasswordSink.command, or acknowledge this if the machine is kept';
      return [{ path: 'passwordSink', problem, fix }];
    },
  };
}

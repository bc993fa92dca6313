import { passwordFileRule } from '../../vendor/password-file-rule';

/** The password of a SQL user stays on the machine that set it. */
export const passwordFile = passwordFileRule('COCKROACH_PASSWORD_FILE');

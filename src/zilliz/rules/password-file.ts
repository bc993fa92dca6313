import { passwordFileRule } from '../../vendor/password-file-rule';

/** The password of a restored cluster stays on the machine that got it. */
export const passwordFile = passwordFileRule('ZILLIZ_PASSWORD_FILE');

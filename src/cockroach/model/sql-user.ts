import * as z from 'zod/mini';
import { text } from '../../evaluation/schema';
import { once } from '../../text/once';
import { isSafeSegment } from '../../vendor/request';
import { clusterIdSchema, SHAPE_RULE_ID } from './declaration';
import { restoreIdSchema } from './marks';

/** A new password for a SQL user of a restored cluster. The password itself is in no declaration. */
export const sqlUserDeclarationSchema = once(() =>
  z.strictObject({
    cluster: clusterIdSchema(),
    restoreId: restoreIdSchema(),
    /** The construct path of the restore: one password of a user belongs to it. */
    restore: z.string(),
    sqlUser: text(isSafeSegment, {
      ruleId: SHAPE_RULE_ID,
      expected:
        'must be the name of a SQL user: not empty, not "." or ".." in any encoding, without control characters',
      fix: 'Give the name as the cluster lists it',
    }),
  }),
);

/** See {@link SqlUserDeclaration}. */
export type SqlUserDeclaration = z.infer<ReturnType<typeof sqlUserDeclarationSchema>>;

import * as z from 'zod/mini';
import { DIFF_SCHEMA_ID, RestoreDiffDocument } from './schema';

/** The published JSON Schema of a diff. */
export function diffJsonSchema(): object {
  return { $id: DIFF_SCHEMA_ID, ...z.toJSONSchema(RestoreDiffDocument) };
}

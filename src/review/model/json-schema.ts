import * as z from 'zod/mini';
import { RestorePlanDocument, SCHEMA_ID } from './schema';

/** The published JSON Schema of a plan, made from the schema by which plans are read. */
export function planJsonSchema(): object {
  return { $id: SCHEMA_ID, ...z.toJSONSchema(RestorePlanDocument) };
}

import { AnnotationMetadataEntryType } from 'cdktf';
import type { IConstruct } from 'constructs';

/** Warns at synth, once, without the stack trace that cdktf adds: it holds paths of this machine. */
export function warn({ node }: IConstruct, text: string): void {
  if (node.metadata.some(({ data }) => data === text)) return;
  node.addMetadata(AnnotationMetadataEntryType.WARN, text);
}

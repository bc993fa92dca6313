const KMS_KEY =
  /^arn:aws:kms:([a-z]{2}(?:-[a-z]+)+-\d+):\d{12}:key\/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The AWS region of a KMS key's ARN; `undefined` for a text that is not one. */
export function regionOfKey(arn: string | undefined): string | undefined {
  return KMS_KEY.exec(arn ?? '')?.[1];
}

/** What is made at its first use, and then kept: a step of Terraform needs few of the schemas, and starts for each. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

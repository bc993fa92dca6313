import { secretForms } from '../../client/redactor';

const HIDDEN_NAME = /_API_(KEY|JWT)$/i;
const OF_THE_RUNNER = /^CLUSTER_RESTORE_/;
/** A shorter value may be a part of an ordinary word. */
const SHORTEST_PART = 12;

/**
 * The environment of a password command: without the runner's own variables, without API keys, and without any variable
 * that holds such a key, whatever its name is.
 *
 * @param keys the keys that are known besides those of variables that are named so
 */
export function sinkEnvironment(
  env: NodeJS.ProcessEnv,
  keys: readonly string[] = [],
): NodeJS.ProcessEnv {
  const named = Object.keys(env).filter((name) => HIDDEN_NAME.test(name));
  const secrets = [...keys, ...named.map((name) => env[name] ?? '')]
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const holdsSecret = (value: string) =>
    secrets.some(
      (secret) =>
        value.trim() === secret ||
        (secret.length >= SHORTEST_PART &&
          secretForms(secret).some((form) => value.includes(form))),
    );
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name, value = '']) =>
        !named.includes(name) && !OF_THE_RUNNER.test(name) && !holdsSecret(value),
    ),
  );
}

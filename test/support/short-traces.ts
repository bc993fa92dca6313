// Loaded by jest before each test file. The framework takes a whole stack trace for each construct and each token, and
// jest looks up the source of each line. No test reads them, so only errors have a trace.
const { captureStackTrace } = Error;

Error.captureStackTrace = (target, below) => {
  if (target instanceof Error) captureStackTrace(target, below);
};

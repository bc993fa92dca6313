import { needsShell } from '../../src/text/shell-path';

test.each([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as a shell has it.
  ...['~', '~/secrets/a', '~deploy/a', '~\\a', '$HOME/a', '${HOME}/a', '$HOME'],
  ...['%USERPROFILE%\\a', '$env:TEMP\\a'],
])('%j needs a shell', (path) => {
  expect(needsShell(path)).toBe(true);
});

test.each([
  ...['', 'a', './~/a', '../a', '/home/~a/b', 'a~', '$', 'price$/a', '100%/a', '%/a'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: tokens and expressions of Terraform.
  ...['${TfToken[TOKEN.1]}/a', '${terraform.workspace}/a', '${var.folder}/a'],
])('%j does not', (path) => {
  expect(needsShell(path)).toBe(false);
});

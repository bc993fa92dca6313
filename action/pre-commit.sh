#!/usr/bin/env bash
# The pre-commit hook: synthesises the app in this folder and checks what it restores, with the programs that it has
# installed. Arguments go to "cluster-restore check", for example --policy restore-policy.json --fail-on destructive.
set -euo pipefail

for framework in cdktf cdktn; do
  if npx --no-install "$framework" --version > /dev/null 2>&1; then break; fi
  framework=''
done
if [ -z "$framework" ] || ! npx --no-install cluster-restore --version > /dev/null 2>&1; then
  echo "cdktf or cluster-restore is not installed in $PWD: run npm install there, and commit again" >&2
  exit 2
fi

output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
if ! npx --no-install "$framework" synth --output "$output/cdktf.out" > "$output/log" 2>&1; then
  cat "$output/log" >&2
  exit 1
fi
npx --no-install cluster-restore check "$output/cdktf.out" "$@"

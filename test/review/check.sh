#!/usr/bin/env bash
# Runs `cluster-restore check` as CI would, and prints the exit code of each case, one a line.
# Usage: check.sh <cluster-restore> <folder with the outputs and policies>
set -uo pipefail
program=$1
cd "$2" || exit 99

check() {
  local title=$1
  shift
  "$program" check --now 2026-11-21 "$@" >"$title.log" 2>"$title.err"
  echo "$title $?"
}

check clean clean.out
check warning warning.out
check not-acknowledged open.out
check acknowledged accepted.out
check error broken.out
check policy-kept clean.out --policy kept.json
check policy-broken clean.out --policy broken.json
check policy-wrong clean.out --policy wrong.json
check never erasing.out --fail-on never
check destructive erasing.out --fail-on destructive
check destructive-no-change erasing.out --base erasing.out --fail-on destructive
check any-change clean.out --base erasing.out --fail-on any-change
check any-change-none clean.out --base clean.out --fail-on any-change
check no-output nowhere.out
check wrong-level clean.out --fail-on sometimes

#!/usr/bin/env bash
# Runs all tests and reports those that fail. Arguments are passed on to Maven, for example: ./test.sh -pl core -am
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
log=$here/target/test.log

. "$here/.ci/needs.sh"
. "$here/.ci/docker.sh"

# Prints one line with the totals of Surefire and Failsafe over all modules.
totals() {
  awk '
    { gsub(/\033\[[0-9;]*m/, "") }
    /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+/ && !/Time elapsed/ {
      split($0, n, /[^0-9]+/)
      run += n[2]; failed += n[3] + n[4]; skipped += n[5]
    }
    END { printf "%d passed, %d failed, %d skipped\n", run - failed - skipped, failed, skipped }
  ' "$log"
}

require_java_home javac
# shellcheck disable=SC2046 # each package is one word
need $(missing_to_build) $(missing_to_test)
need_target "$here"
install_couchdb_stand_in
install_openpgp_js
if engine_wanted "$@"; then
  trap engine_down EXIT
  engine_or_reason
fi
echo "Testing (log: $log)"
if [ -e "$here/target/quick" ]; then
  # run.sh has compiled without the checks, and Maven would not compile again
  rm -rf -- "$here"/*/target/classes "$here"/*/target/test-classes "$here/target/quick"
fi
if ! maven "$log" -f "$here/pom.xml" "$@" verify; then
  grep -a '^\[ERROR\]' -- "$log" | head -n 40 >&2 || true
  die "not all tests passed; the whole log is in $log"
fi
if [ $# -eq 0 ]; then
  # Maven has just built what run.sh would build
  touch -- "$here/standalone/target/dist/built"
  demo=$("$here/run.sh" demo 2>&1) || die "./run.sh demo failed: $demo"
  echo "  ./run.sh demo succeeded"
fi
echo "All tests passed."
totals

#!/usr/bin/env bash
# Passes all tests, or says which do not. Arguments go to Maven instead, such as: ./test.sh -pl core -am
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
log=$here/target/test.log

. "$here/.ci/needs.sh"

missing_to_test() {
  have postfix || [ -x /usr/sbin/postfix ] || echo postfix
  have gpg || echo gnupg
  have sq || echo sq
  have strace || echo strace
  have python3 || echo python3
}

# shellcheck disable=SC2046 # one word for each package
need $(missing_to_build) $(missing_to_test)
echo "Testing (log: $log)"
if [ -e "$here/target/quick" ]; then
  # run.sh compiled without the checks
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
  echo "  ./run.sh demo went well"
fi
echo "All tests passed."

#!/usr/bin/env bash
# Passes all tests, or says which do not. Arguments go to Maven, such as: ./test.sh -pl core -am
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
log=$here/target/test.log

. "$here/.ci/needs.sh"

missing() {
  missing_to_build
  [ -x /usr/sbin/postfix ] || have postfix || echo postfix
  have gpg || echo gnupg
  have sq || echo sq
  have strace || echo strace
  have python3 || echo python3
}

progress() {
  awk '
    /^\[INFO\] Building SealMX / { sub(/^\[INFO\] Building /, ""); sub(/ +[0-9][^ ]* +/, " "); print "  " $0; fflush() }
    /^Downloaded from / || /^\[INFO\] Downloaded from / { if (++files % 100 == 0) { print "  " files " files downloaded"; fflush() } }
    /Tests run:.* in / { sub(/^\[[A-Z]*\] /, ""); print "    " $0; fflush() }
  '
}

# What surefire and failsafe counted, module by module, in one line.
totals() {
  awk '
    { gsub(/\033\[[0-9;]*m/, "") }
    /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+/ && !/ in / && !/Time elapsed/ {
      split($0, n, /[^0-9]+/)
      run += n[2]; failed += n[3] + n[4]; skipped += n[5]
    }
    END { printf "%d passed, %d failed, %d skipped\n", run - failed - skipped, failed, skipped }
  ' "$log"
}

need $(missing)
mkdir -p -- "$here/target"
echo "Testing (log: $log)"
if ! mvn -B -f "$here/pom.xml" "$@" verify </dev/null 2>&1 | tee -- "$log" | progress; then
  grep '^\[ERROR\]' -- "$log" | head -n 40 >&2
  totals
  die "not all tests passed; the whole log is in $log"
fi
totals

#!/usr/bin/env bash
# Breaks things while mail flows, and counts what becomes of it. See ./faults.sh --help
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
log=$here/target/faults.log

. "$here/.ci/needs.sh"

usage() {
  cat <<'TEXT'
Usage: ./faults.sh [OPTIONS]
Sends mail through Postfix and SealMX into each store that keeps mail, breaks one thing at a time, and prints what became of
the messages. Needs root, as Postfix and Dovecot do. Takes one to two hours with 1,000 messages.

  --messages N    messages for each row (default 1000)
  --stores LIST   database, couchdb, lmtp, lmtp-no-rule, with commas between them (default all)
  --faults LIST   none, kill-server, kill-store, one-of-three, hop-refuses-for-now, hop-refuses-for-good, hop-hangs, hop-dies,
                  hop-reply-lost, our-reply-lost, disk-full, clock (default all)
  --seed N        the random moments and texts of an earlier run (default: from the clock; printed)

  --back-pressure [N]   instead: a burst of N messages (default 10000) from 100 connections into a server with a heap of
                  512 MiB whose store takes 50 ms for each

The logs of rows that are not as promised are kept in target/faults.

Environment: COUCHDB_URL=http://NAME:PASSWORD@HOST:PORT takes a real CouchDB in place of the stand-in. It can be killed when
COUCHDB_PID and COUCHDB_START are shell commands that print its process id and start it again, and its files are searched,
and its disk filled, when COUCHDB_DATA is the folder of its databases.

Without unshare(1) no disk is filled; without Debian's package faketime no clock jumps. Published results are in docs/bench.
TEXT
}

build() {
  require_java_home javac
  # shellcheck disable=SC2046 # each package is one word
  need $(missing_to_build) $(missing_to_test)
  need_target "$here"
  install_couchdb_stand_in
  echo "Building (log: $log)" >&2
  maven "$log" -f "$here/pom.xml" -P quick -DskipTests package \
    dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test >&2 \
    || die "the build failed; the whole log is in $log"
  touch -- "$here/target/quick"
}

# Usage: run CLASS ARGUMENT...
run() {
  local path
  path=$(printf '%s:' "$here"/{integration-tests,core,cli}/target/{test-classes,classes})
  # shellcheck disable=SC2046 # one option per line, without spaces
  "${own_mounts[@]}" "${JAVA_HOME:+$JAVA_HOME/bin/}java" $(quiet_java) -Xmx768m \
    "-Dsealmx.dist=$here/standalone/target/dist" "-Dsealmx.conf=$here/james-conf/conf" "-Dsealmx.root=$here" \
    "-Dsealmx.extension=$(echo "$here"/standalone/target/dist/extensions-jars/sealmx-james-*.jar)" \
    "-Dsealmx.classes=$here/integration-tests/target/test-classes" \
    "-Dsealmx.couchdb=$here/integration-tests/couchdb-stand-in" \
    -cp "$path$(cat -- "$here/integration-tests/target/bench.classpath")" "$@"
}

# Usage: number OPTION [VALUE]
number() {
  [[ ${2:-} =~ ^[1-9][0-9]{0,8}$ ]] || die "$1 takes a number from 1 to 999999999"
  echo "$2"
}

messages=1000 stores=all faults=all seed=$(date +%s) burst=
while [ $# -gt 0 ]; do
  case $1 in
    --messages)
      messages=$(number "$@") || exit
      shift
      ;;
    --stores) stores=${2:?--stores takes a list} && shift ;;
    --faults) faults=${2:?--faults takes a list} && shift ;;
    --seed)
      seed=$(number "$@") || exit
      shift
      ;;
    --back-pressure)
      burst=10000
      if [ $# -gt 1 ]; then
        burst=$(number "$@") || exit
        shift
      fi
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      usage >&2
      die "there is no option $1"
      ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || die "run it as root: Postfix and Dovecot need that"

own_mounts=()
if unshare --mount true 2>/dev/null; then
  own_mounts=(env SEALMX_OWN_MOUNTS=yes unshare --mount --propagation private)
fi
[ -n "${SEALMX_BUILT:-}" ] || build
if [ -n "$burst" ]; then
  run org.sealmx.it.survival.BackPressure "$burst"
else
  echo "To repeat: ./faults.sh --messages $messages --stores $stores --faults $faults --seed $seed"
  echo
  run org.sealmx.it.survival.FaultSuite "$messages" "$seed" "$here/target/faults" "$stores" "$faults"
fi

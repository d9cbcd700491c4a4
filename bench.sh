#!/usr/bin/env bash
# Measures and prints the results. See ./bench.sh --help
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
log=$here/target/bench.log

. "$here/.ci/needs.sh"

usage() {
  cat <<'TEXT'
Usage: ./bench.sh WHAT...

  cache [speed] [heap] [trace]   look-ups in memory, octets per identity, hit rate compared with LRU and the optimum
  openpgp                        messages per processor second, compared with gpg, sq, the library and openssl speed
  http [MILLISECONDS]            requests per second and processor time, and what a server that never answers ties up (3000 for each line)
  heap                           the smallest heap that can receive, seal or keep one message of 50 MB, without a server
  header-heap                    the heap that sealing a message with one long field or line takes besides the message, and how much is reserved
  lmtp [ROUNDS [PLOT]]           processor time, rate, latency and memory of taking mail, compared with Dovecot, James and smtp-sink (as root)
  recipients                     one message to twenty recipients with a slow store, at the same time and in turn
  scaling [SECONDS | growth | model]
                                 several nodes whose way to CouchDB is slow and loses requests, or of which one comes or goes (15 seconds for each
                                 setting); a directory of 10^3 to 10^6 identities (growth); the tables of docs/scaling.md from its inputs (model)
  shared                         a look-up in memcached compared with one in CouchDB
  smallest [MB]                  the smallest heap on which the server seals and stores a message (20 MB)

Published results are in docs/bench. Each measurement takes minutes; run it on a machine that has nothing else to do.
TEXT
}

build() {
  require_java_home javac
  # shellcheck disable=SC2046 # each package is one word
  need $(missing_to_build) "$@"
  need_target "$here"
  echo "Building (log: $log)"
  maven "$log" -f "$here/pom.xml" -P quick -DskipTests package \
    dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test \
    || die "the build failed; the whole log is in $log"
  touch -- "$here/target/quick"
}

# Prints the smallest heap from 9 to 256 MiB in which the class succeeds, found by bisection. Usage: smallest_heap [JVM-OPTION] CLASS ARGUMENT...
smallest_heap() {
  local low=8 high=256 middle
  while [ $((high - low)) -gt 1 ]; do
    middle=$(((low + high) / 2))
    if (run "${middle}m" "$@") >/dev/null 2>&1; then
      high=$middle
    else
      low=$middle
    fi
  done
  echo "  ${*: -1}: $high MiB"
}

# Usage: run HEAP [JVM-OPTION] CLASS ARGUMENT...
run() {
  local heap=$1 classes=() module
  shift
  for module in integration-tests core cli; do
    classes+=("$here/$module/target/test-classes" "$here/$module/target/classes")
  done
  local path
  path=$(IFS=:; echo "${classes[*]}")
  # shellcheck disable=SC2046 # one option per line, without spaces
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" $(quiet_java) "-Xmx$heap" \
    "-Dsealmx.dist=$here/standalone/target/dist" "-Dsealmx.conf=$here/james-conf/conf" "-Dsealmx.root=$here" \
    "-Dsealmx.extension=$(echo "$here"/standalone/target/dist/extensions-jars/sealmx-james-*.jar)" \
    "-Dsealmx.classes=$here/integration-tests/target/test-classes" \
    "-Dsealmx.couchdb=$here/integration-tests/couchdb-stand-in" \
    -cp "$path:$(cat -- "$here/integration-tests/target/bench.classpath")" "$@"
}

what=${1:---help}
[ $# -eq 0 ] || shift
case $what in
  cache)
    build
    run 6g org.sealmx.directory.cache.DirectoryCacheBench "$@"
    ;;
  openpgp)
    # shellcheck disable=SC2046
    build $(missing_to_test)
    run 2g org.sealmx.it.bench.OpenPgpBench
    ;;
  http)
    build
    run 512m org.sealmx.couchdb.HttpBench "$@"
    ;;
  heap)
    build
    echo "The smallest -Xmx for one message of 50,000,000 octets"
    for part in receive seal keep; do
      smallest_heap -XX:+UseSerialGC org.sealmx.sealing.SealingHeap "$part"
    done
    ;;
  header-heap)
    build
    run 64m -Xms64m -Xmn1m -XX:+UseSerialGC org.sealmx.sealing.HeaderHeap
    ;;
  lmtp)
    # shellcheck disable=SC2046
    build $([ -e /usr/lib/python3/dist-packages/pgpy ] || echo python3-pgpy) $(missing_to_test)
    install_couchdb_stand_in
    run 2g org.sealmx.it.bench.lmtp.LmtpBench "$@"
    ;;
  recipients)
    # shellcheck disable=SC2046
    build $(missing_to_test)
    run 512m org.sealmx.it.bench.RecipientsBench
    ;;
  scaling)
    # shellcheck disable=SC2046
    build $(missing_to_test)
    install_couchdb_stand_in
    [ "${1:-}" != model ] || set -- model "$here/docs/scaling.md"
    run 1g org.sealmx.it.bench.scaling.ScalingBench "$@"
    ;;
  shared)
    # shellcheck disable=SC2046
    build $(have memcached || echo memcached) $(missing_to_test)
    install_couchdb_stand_in
    run 1g org.sealmx.it.bench.SharedMemoryBench
    ;;
  smallest)
    # shellcheck disable=SC2046
    build $(missing_to_test)
    install_couchdb_stand_in
    run 1g org.sealmx.it.bench.SmallestHeap "$@"
    ;;
  --help | -h) usage ;;
  *)
    usage >&2
    die "there is no measurement called $what"
    ;;
esac

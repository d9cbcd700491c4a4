#!/usr/bin/env bash
# Builds SealMX if needed and runs it in its own Apache James. See ./run.sh --help
[ -n "${BASH_VERSION:-}" ] || exec bash -- "$0" "$@"
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
dist=$here/standalone/target/dist
stamp=$dist/built

. "$here/.ci/needs.sh"
. "$here/packaging/libexec/command-line.sh"
. "$here/packaging/libexec/launch.sh"

# Succeeds if no source has been changed or deleted since the last build began.
is_built() {
  [ -e "$stamp" ] || return 1
  local newer
  newer=$(cd -- "$here" && find pom.xml .mvn cli core james matchers mailets server james-conf/pom.xml tools standalone \
    -name target -prune -o \( -type f -o -path '*/src/*' \) -newer "$stamp" -print -quit)
  [ -z "$newer" ]
}

build() {
  require_java_home javac
  # shellcheck disable=SC2046 # each package is one word
  need $(missing_to_build)
  local log=$here/target/build.log
  echo "Building (log: $log)"
  # tells test.sh to compile again, with all checks
  touch -- "$here/target/quick"
  if ! maven "$log" -f "$here/pom.xml" -pl standalone -am -P quick -DskipTests package; then
    grep -a '^\[ERROR\]' -- "$log" | head -n 10 >&2 || true
    die "the build failed; the whole log is in $log"
  fi
  touch -r "$here/target/quick" -- "$stamp"
}

# One process builds; others wait until it has finished.
build_if_needed() {
  if is_built; then
    return
  fi
  need_target "$here"
  exec 9>"$here/target/build.lock"
  if have flock && ! flock --nonblock 9; then
    echo "Waiting for another build of this tree" >&2
    flock 9
  fi
  if ! is_built; then
    build >&2 9>&-
  fi
  exec 9>&-
}

read_command_line "$@"
# Help never builds: it comes from the last build, however old.
if [ -n "$wants_help" ] && ! { [ -e "$stamp" ] && have_jdk_tool java; }; then
  cat <<'EOF'
Usage: ./run.sh [OPTIONS] [COMMAND]
Builds SealMX if needed and runs it in its own Apache James.

  (no command)   start the server and run until Ctrl-C or SIGTERM
  demo           deliver a message, show what is stored, open it, stop
  check          check the directory before going live, without a server
  explain        explain what becomes of mail for an address, without a server
  add, alias, disable, enable, remove, list
                 change and list the directory, without a server
  send           send a message to the running server
  hash           print what the log has for an address
  completion     print a completion script for the shell

SealMX is not built yet. ./run.sh demo builds it; --help then lists all options.
EOF
  exit 0
fi

require_java_home java
[ -n "$wants_help" ] || build_if_needed
have_jdk_tool java || need openjdk-17-jre-headless

launch "$dist" "$here/james-conf/conf" "$here/run" "$@"

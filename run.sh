#!/usr/bin/env bash
# Builds SealMX when needed, and runs it in an Apache James of its own. See ./run.sh --help
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
dist=$here/standalone/target/dist
stamp=$dist/built

. "$here/.ci/needs.sh"
. "$here/.ci/command-line.sh"

# Succeeds if nothing has been written or deleted since the build began.
is_built() {
  [ -e "$stamp" ] || return 1
  local newer
  newer=$(cd -- "$here" && find pom.xml .mvn cli core james matchers mailets server james-conf/pom.xml tools standalone \
    -name target -prune -o \( -type f -o -path '*/src/*' \) -newer "$stamp" -print -quit)
  [ -z "$newer" ]
}

build() {
  require_java_home javac
  # shellcheck disable=SC2046 # one word for each package
  need $(missing_to_build)
  local log=$here/target/build.log
  echo "Building (log: $log)"
  mkdir -p -- "$here/target"
  # test.sh will compile with all checks
  touch -- "$here/target/quick"
  if ! maven "$log" -f "$here/pom.xml" -pl standalone -am -P quick -DskipTests package; then
    grep -a '^\[ERROR\]' -- "$log" | head -n 10 >&2 || true
    die "the build failed; the whole log is in $log"
  fi
  touch -r "$here/target/quick" -- "$stamp"
}

# One process builds; others wait and find it done.
build_if_needed() {
  if is_built; then
    return
  fi
  mkdir -p -- "$here/target"
  exec 9>"$here/target/build.lock"
  if have flock; then
    flock 9
  fi
  if ! is_built; then
    build >&2 9>&-
  fi
  exec 9>&-
}

read_command_line "$@"
# Help comes from what was built, however old, and builds nothing.
if [ -n "$wants_help" ] && ! { [ -e "$stamp" ] && have_jdk_tool java; }; then
  cat <<'EOF'
Usage: ./run.sh [OPTIONS] [COMMAND]
Builds SealMX when needed, and runs it in an Apache James of its own.

  (no command)   start, and run until Ctrl-C or SIGTERM
  demo           deliver a message, show what is stored, open it, stop
  check          check the directory before going live, without a server
  send           hand a message in to the instance that runs
  completion     print a script that completes commands and options in the shell

SealMX is not built yet. ./run.sh demo builds it; --help then lists all options.
EOF
  exit 0
fi

require_java_home java
[ -n "$wants_help" ] || build_if_needed
have_jdk_tool java || need openjdk-17-jre-headless

umask 077
# A Java machine that runs out of memory loses replies; when it ends, Postfix keeps the mail.
flags=(-Dfile.encoding=UTF-8 -XX:+ExitOnOutOfMemoryError "-Dsealmx.home=$dist" "-Dsealmx.conf=$here/james-conf/conf" "-Dsealmx.data=$here/run")
# shellcheck disable=SC2207 # one option a line, without spaces
flags+=($(quiet_java))
temporary=$(temporary_folder "$here/run")
if [ -n "$temporary" ]; then
  # if this fails, the program says why
  mkdir -p -- "$temporary" 2>/dev/null || true
  flags+=("-Djava.io.tmpdir=$temporary")
fi
# shellcheck disable=SC2086 # several words
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${flags[@]}" ${SEALMX_JAVA_OPTS:-} -cp "$dist/lib/*" org.sealmx.standalone.Main "$@"

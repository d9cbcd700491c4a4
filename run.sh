#!/usr/bin/env bash
# Builds SealMX when needed, and runs it in an Apache James of its own. See ./run.sh --help
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
dist=$here/standalone/target/dist
stamp=$dist/built
sources=(pom.xml .mvn core matchers mailets server james-conf standalone)

. "$here/.ci/needs.sh"

for argument in "$@"; do
  case $argument in
    -h | --help)
      cat -- "$here/standalone/src/main/resources/org/sealmx/standalone/help.txt"
      exit 0
      ;;
  esac
done

is_built() {
  [ -e "$stamp" ] || return 1
  (cd -- "$here" && ! find "${sources[@]}" -name target -prune -o -newer "$stamp" -print -quit | grep -q .)
}

# Maven's output, condensed to what tells that it goes on.
progress() {
  awk '
    /^\[INFO\] Building SealMX / { sub(/^\[INFO\] Building /, ""); sub(/ +[0-9][^ ]* +/, " "); print "  " $0; fflush() }
    /^Downloaded from / || /^\[INFO\] Downloaded from / { if (++files % 100 == 0) { print "  " files " files downloaded"; fflush() } }
  ' >&2
}

build() {
  need $(missing_to_build)
  local log=$here/target/build.log
  mkdir -p -- "$here/target"
  echo "Building (log: $log)" >&2
  if ! mvn -B -f "$here/pom.xml" -pl standalone -am -DskipTests -Dspotless.check.skip package </dev/null 2>&1 \
      | tee -- "$log" | progress; then
    grep '^\[ERROR\]' -- "$log" | head -n 10 >&2
    die "the build failed; the whole log is in $log"
  fi
  touch -- "$stamp"
}

# Another run.sh may be building.
build_if_needed() {
  is_built && return
  mkdir -p -- "$here/target"
  exec 9>"$here/target/build.lock"
  if have flock; then
    flock 9
  fi
  is_built || build
  exec 9>&-
}

# The folder for temporary files is below the data folder. Java has to know it before it reads the command line.
temporary_folder() {
  local data=$here/run
  while [ $# -gt 0 ]; do
    case $1 in
      demo | send) return ;;
      --data) data=${2:-$data} ;;
      --data=*) data=${1#--data=} ;;
    esac
    shift
  done
  printf '%s/tmp\n' "$data"
}

have_java() {
  local version
  version=$("$java" -version 2>&1) || return 1
  version=${version#*\"}
  [ "${version%%[.\"-]*}" -ge 17 ] 2>/dev/null
}

build_if_needed
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
have_java || need openjdk-17-jre-headless

umask 077
flags=(
  -Dfile.encoding=UTF-8
  "-Dsealmx.home=$dist"
  "-Dsealmx.conf=$here/james-conf/conf"
)
temporary=$(temporary_folder "$@")
if [ -n "$temporary" ]; then
  # when this fails, the program says why
  mkdir -p -- "$temporary" 2>/dev/null || true
  flags+=("-Dsealmx.data=$here/run" "-Djava.io.tmpdir=$temporary")
fi
if [ -t 0 ]; then
  exec </dev/null
fi
exec "$java" "${flags[@]}" ${SEALMX_JAVA_OPTS:-} -cp "$dist/lib/*" org.sealmx.standalone.Main "$@"

#!/usr/bin/env bash
# Makes a release. See ./release.sh --help
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
log=$here/target/release.log

. "$here/.ci/needs.sh"
. "$here/packaging/release/assemble.sh"

usage() {
  cat <<'TEXT'
Usage: ./release.sh [OPTIONS]
Builds SealMX with all checks and puts a release together: a tarball, a Debian package, a list of components (CycloneDX) and checksums.

  --output DIR   where they go; default: target/release in this folder
  --no-build     take what has been built, by ./test.sh or mvn package without -P quick
  --verify       then build everything a second time, in a fresh copy of the sources, and compare: the same octets
  --help         show this

It runs no tests; ./test.sh does. docs/RELEASING.md has the whole way to a release.
TEXT
}

build() {
  require_java_home javac
  # shellcheck disable=SC2046 # each package is one word
  need $(missing_to_build)
  need_target "$here"
  echo "Building (log: $log)"
  # what was compiled without the checks, or for an earlier version
  rm -rf -- "$here"/*/target/classes "$here"/*/target/test-classes "$here/target/quick"
  if ! maven "$log" -f "$here/pom.xml" -DskipTests package; then
    grep -a '^\[ERROR\]' -- "$log" | head -n 10 >&2 || true
    die "the build failed; the whole log is in $log"
  fi
  touch -- "$here/standalone/target/dist/built"
}

# Stops if something is missing that a release is made of.
require_built() {
  local file
  for file in "$here/james-conf/target/sealmx-james-$version.jar" "$here/james-conf/target/sealmx-james-$version-jakarta.jar" \
    "$here/tools/target/sealmx-tools-$version.jar" "$here/standalone/target/dist/lib/sealmx-standalone-$version.jar" \
    "$here/james-conf/target/sbom.json" "$here/tools/target/sbom.json" "$here/standalone/target/sbom.json"; do
    [ -e "$file" ] || die "there is no $file; leave out --no-build, or build without -P quick"
  done
}

# Builds and assembles again, in a copy of the sources, and compares.
verify() {
  local copy=$here/target/verify
  have git || need git
  echo "Building a second time, in $copy"
  rm -rf -- "$copy"
  mkdir -p -- "$copy"
  (cd -- "$here" && git ls-files -z --cached --others --exclude-standard | xargs -0 sh -c 'for file; do [ ! -e "$file" ] || printf "%s\0" "$file"; done' sh \
    | tar --create --null --files-from=- --file=-) | tar --extract --directory "$copy" --file=-
  "$copy/release.sh" --output "$copy/target/release"
  diff -- "$output/SHA256SUMS" "$copy/target/release/SHA256SUMS" \
    || die "the second build differs; compare $output with $copy/target/release, with diffoscope for example"
  rm -rf -- "$copy"
  echo "The second build is the same, octet for octet."
}

output=$here/target/release
build=yes
verify=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --output=*) output=${1#*=} ;;
    --output)
      [ $# -gt 1 ] || die "--output needs a folder"
      output=$2
      shift
      ;;
    --no-build) build= ;;
    --verify) verify=yes ;;
    *) die "unknown option '$1'; ./release.sh --help lists them" ;;
  esac
  shift
done
[ -n "$output" ] || die "--output needs a folder"

version=$(project_version)
[ -z "$build" ] || build
require_built
# shellcheck disable=SC2046 # each package is one word
need $(missing_to_release)
mkdir -p -- "$output"
output=$(cd -- "$output" && pwd)
assemble "$output"
[ -z "$verify" ] || verify

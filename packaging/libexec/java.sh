# Finds Java. Sourced by the scripts of the source tree and by bin/sealmx of a release.

die() {
  printf 'sealmx: %s\n' "$*" >&2
  exit 1
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# Prints the major version of a Java tool, such as 17; fails if there is no such tool.
java_version() {
  local version
  version=$("${JAVA_HOME:+$JAVA_HOME/bin/}$1" -version 2>&1) || return 1
  [[ $version =~ [^0-9]*([0-9]+) ]] && printf '%s\n' "${BASH_REMATCH[1]}"
}

# Succeeds if the JDK tool exists and is new enough.
have_jdk_tool() {
  local version
  version=$(java_version "$1") && [ "$version" -ge 17 ]
}

# Usage: require_java_home TOOL ; stops if JAVA_HOME is set but unusable, because installing a package would not help.
require_java_home() {
  [ -n "${JAVA_HOME:-}" ] || return 0
  [ -d "$JAVA_HOME" ] || die "JAVA_HOME is $JAVA_HOME, which does not exist; unset it, or set it to a JDK 17 or later"
  [ -x "$JAVA_HOME/bin/$1" ] || die "JAVA_HOME is $JAVA_HOME, which has no bin/$1; unset it, or set it to a JDK 17 or later"
  have_jdk_tool "$1" || die "JAVA_HOME is $JAVA_HOME, which is not Java 17 or later; unset it, or set it to one that is"
}

# Prints, one per line, the options that keep Java 24 and later from warning about what libraries do; older versions have neither option.
quiet_java() {
  local version
  version=$(java_version java) || return 0
  [ "$version" -lt 24 ] || printf '%s\n' --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
}

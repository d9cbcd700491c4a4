# What the scripts need from the system. Sourced by run.sh and test.sh.

die() {
  printf 'sealmx: %s\n' "$*" >&2
  exit 1
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# A JDK, not only a JRE: the compiler must be there.
have_jdk() {
  local javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac version
  version=$("$javac" -version 2>&1) || return 1
  version=${version#javac }
  [ "${version%%.*}" -ge 17 ] 2>/dev/null
}

have_maven() {
  local version
  version=$(mvn --version 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9]*\)\.\([0-9]*\).*$/\1 \2/p')
  [ -n "$version" ] || return 1
  set -- $version
  [ "$1" -gt 3 ] || { [ "$1" -eq 3 ] && [ "$2" -ge 8 ]; }
}

# Usage: need PACKAGE... ; installs them where that is allowed, else names them and stops.
need() {
  [ $# -gt 0 ] || return 0
  if ! have apt-get; then
    die "this needs JDK 17 or later and Maven 3.8 or later, and more for the tests; on Debian the packages are: $*"
  fi
  [ "$(id -u)" -eq 0 ] || die "packages are missing; as root, do: apt-get install $*"
  printf 'Installing %s\n' "$*" >&2
  export DEBIAN_FRONTEND=noninteractive
  # The tests start a Postfix of their own: the system's stays unconfigured.
  if have debconf-set-selections; then
    echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  fi
  { apt-get -qq update && apt-get -qq -y install --no-install-recommends "$@"; } >/dev/null \
    || die "apt-get could not install: $*"
}

# The packages that are missing to build, one a line.
missing_to_build() {
  have_jdk || echo openjdk-17-jdk-headless
  have_maven || echo maven
}

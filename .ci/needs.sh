# What run.sh, test.sh and bench.sh have in common. Sourced by them.

die() {
  printf 'sealmx: %s\n' "$*" >&2
  exit 1
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# Whether a JDK tool is there and new enough.
have_jdk_tool() {
  local version
  version=$("${JAVA_HOME:+$JAVA_HOME/bin/}$1" -version 2>&1) || return 1
  [[ $version =~ [^0-9]*([0-9]+) ]] && [ "${BASH_REMATCH[1]}" -ge 17 ]
}

have_maven() {
  local version
  version=$(mvn --version 2>/dev/null) || return 1
  [[ $version =~ Apache\ Maven\ ([0-9]+)\.([0-9]+) ]] || return 1
  [ "${BASH_REMATCH[1]}" -gt 3 ] || { [ "${BASH_REMATCH[1]}" -eq 3 ] && [ "${BASH_REMATCH[2]}" -ge 8 ]; }
}

# The Debian packages that are missing to build, one a line.
missing_to_build() {
  have_jdk_tool javac || echo openjdk-17-jdk-headless
  have_maven || echo maven
}

# Usage: need PACKAGE... ; installs them where that is allowed, else names them and stops.
need() {
  [ $# -gt 0 ] || return 0
  have apt-get || die "please install, in your system's words: $*"
  [ "$(id -u)" -eq 0 ] || die "packages are missing; as root: apt-get install $*"
  printf 'Installing %s\n' "$*" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update >/dev/null || die "apt-get update failed; packages are missing: $*"
  local packages=("$@") i
  for i in "${!packages[@]}"; do
    # newer releases have a newer one
    if [[ ${packages[i]} == openjdk-17-* ]] && ! apt-cache show "${packages[i]}" >/dev/null 2>&1; then
      packages[i]=default-${packages[i]#openjdk-17-}
    fi
  done
  # the tests start a Postfix of their own; the system's stays as it is
  if have debconf-set-selections; then
    echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  fi
  apt-get -qq -y install --no-remove --no-install-recommends "${packages[@]}" >/dev/null \
    || die "apt-get could not install: ${packages[*]}"
}

# Maven's output, condensed to what tells that it goes on.
progress() {
  local line files=0
  while IFS= read -r line; do
    if [[ $line =~ ^\[INFO\]\ Building\ (SealMX.*)\ [0-9][^\ ]*\ +(\[[0-9/]+\])$ ]]; then
      printf '  %s %s\n' "${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}"
    elif [[ $line =~ Tests\ run:.*\ in\ (.*)$ ]]; then
      printf '    %s\n' "${line#\[*\] }"
    elif [[ $line =~ ^(\[INFO\]\ )?Downloaded\ from ]]; then
      files=$((files + 1))
      [ $((files % 100)) -ne 0 ] || printf '  %s files downloaded\n' "$files"
    fi
  done
}

# Usage: maven LOG ARGUMENT... ; runs Maven, shows its progress, and ends it when the script is ended.
maven() {
  local log=$1 pid status=0
  shift
  mkdir -p -- "$(dirname -- "$log")"
  mvn -B "$@" </dev/null > >(tee -- "$log" | progress) 2>&1 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 143' HUP INT TERM
  wait "$pid" || status=$?
  trap - HUP INT TERM
  return "$status"
}

# The Debian packages that are missing to test, one a line.
missing_to_test() {
  have postfix || [ -x /usr/sbin/postfix ] || echo postfix
  have gpg || echo gnupg
  have gpgsm || echo gpgsm
  have sq || echo sq
  have openssl || echo openssl
  have strace || echo strace
  have python3 || echo python3
  have rnp || echo rnp
  have notmuch || echo notmuch
  have neomutt || echo neomutt
  have mutt || echo mutt
  # large: 85 MB to fetch, 340 MB on the disk
  have thunderbird || echo thunderbird
  have node || echo nodejs
  have npm || echo npm
}

# Usage: install_from_npm FOLDER WHAT ; installs what a folder of the integration tests lists, again when the list has changed.
install_from_npm() {
  local folder=$here/integration-tests/$1 log=$here/target/npm-$1.log
  local stamp=$folder/node_modules/.installed
  if [ -e "$stamp" ] && cmp -s -- "$stamp" "$folder/package-lock.json"; then
    return
  fi
  echo "Installing $2"
  npm ci --prefix "$folder" --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error >"$log" 2>&1 \
    || die "npm could not install $2; the whole log is in $log"
  cp -- "$folder/package-lock.json" "$stamp"
}

# The tests' CouchDB where COUCHDB_URL names none.
install_couchdb_stand_in() {
  [ -n "${COUCHDB_URL:-}" ] || install_from_npm couchdb-stand-in "a stand-in for CouchDB"
}

# One of the programs that open what was sealed.
install_openpgp_js() {
  install_from_npm openpgp-js OpenPGP.js
}

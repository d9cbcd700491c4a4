# Functions that run.sh, test.sh, release.sh, bench.sh and faults.sh share. Sourced by them.

. "${BASH_SOURCE[0]%/*}/../packaging/libexec/java.sh"

# What Debian asks before it starts, stops or restarts a service for a package (see invoke-rc.d(8)).
service_policy=/usr/sbin/policy-rc.d
# What Debian's package postgresql asks before it makes a database for the system.
postgresql_defaults=/etc/postgresql-common/createcluster.conf

have_maven() {
  local version
  version=$(mvn --version 2>/dev/null) || return 1
  [[ $version =~ Apache\ Maven\ ([0-9]+)\.([0-9]+) ]] || return 1
  [ "${BASH_REMATCH[1]}" -gt 3 ] || { [ "${BASH_REMATCH[1]}" -eq 3 ] && [ "${BASH_REMATCH[2]}" -ge 8 ]; }
}

# Prints the Debian packages that the build needs and that are missing, one per line.
missing_to_build() {
  have_jdk_tool javac || echo openjdk-17-jdk-headless
  have_maven || echo maven
}

# Usage: leaving_services COMMAND... ; runs the command, for which Debian starts, stops and restarts no service meanwhile: the tests start their
# own. A policy that the system has already stays as it is.
leaving_services() (
  if [ ! -e "$service_policy" ] && [ ! -L "$service_policy" ]; then
    trap 'exit 143' HUP INT TERM
    trap 'rm -f -- "$service_policy"' EXIT
    printf '#!/bin/sh\n# Made by the scripts of SealMX while they install packages; remove it if none of them runs.\nexit 101\n' >"$service_policy"
    chmod 755 "$service_policy"
  fi
  "$@"
)

# Usage: need PACKAGE... ; installs the packages as root, otherwise names them and stops. Never removes a package.
need() {
  [ $# -gt 0 ] || return 0
  have apt-get || die "packages are missing; please install what your system has for these of Debian: $*"
  [ "$(id -u)" -eq 0 ] || die "packages are missing; as root: apt-get update && apt-get install --no-remove --no-install-recommends $*"
  export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
  apt-get -qq update >/dev/null || die "apt-get update failed; packages are missing: $*"
  local packages=("$@") i plan
  for i in "${!packages[@]}"; do
    # newer releases of Debian have a newer JDK
    if [[ ${packages[i]} == openjdk-17-* ]] && ! apt-cache show "${packages[i]}" >/dev/null 2>&1; then
      packages[i]=default-${packages[i]#openjdk-17-}
    fi
  done
  # --assume-no makes apt-get fail before it changes anything; that is not an error here
  plan=$(apt-get --assume-no --no-remove --no-install-recommends install "${packages[@]}" 2>&1) || true
  refuse_removals "$plan" "${packages[@]}"
  printf 'Installing %s\n' "${packages[*]}" >&2
  awk '/newly installed|^Need to get|^After this operation/ { print "  " $0 }' <<<"$plan" >&2
  # the tests start their own Postfix; the system's is left unconfigured
  if [[ " ${packages[*]} " == *" postfix "* ]] && have debconf-set-selections; then
    echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  fi
  # the tests make databases of their own; without this Debian makes one for the system, and starts it
  if [[ " ${packages[*]} " == *" postgresql "* ]] && [ ! -e "$postgresql_defaults" ]; then
    mkdir -p -- "${postgresql_defaults%/*}"
    echo 'create_main_cluster = false' >"$postgresql_defaults"
  fi
  leaving_services apt-get -qq -y --no-remove install --no-install-recommends "${packages[@]}" >/dev/null \
    || die "apt-get could not install: ${packages[*]}"
}

# Usage: refuse_removals PLAN PACKAGE... ; stops if apt-get would have to remove packages, and names them.
refuse_removals() {
  local plan=$1 removed
  shift
  removed=$(awk '/^The following packages will be REMOVED/ { on = 1; next } on && /^ / { $1 = $1; print; next } { on = 0 }' <<<"$plan" | xargs)
  [ -n "$removed" ] || return 0
  if [[ " $* " == *" postfix "* ]]; then
    die "the tests need Postfix, which cannot be installed beside this machine's mail server ($removed); nothing was changed. Run them on another machine or in a container"
  fi
  die "to install $*, apt-get would remove $removed; nothing was changed. Run this on another machine or in a container"
}

# Condenses Maven's output to a few lines of progress.
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

# Usage: need_target FOLDER ; makes the folder for what is built below the project's, or ends with an error.
need_target() {
  local folder=$1/target lock=$1/target/build.lock
  if ! mkdir -p -- "$folder" 2>/dev/null || ! [ -w "$folder" ] || { [ -e "$lock" ] && ! [ -w "$lock" ]; }; then
    die "cannot write to $folder, where SealMX is built; run this as the owner of that folder, or with a copy of your own"
  fi
}

# Usage: maven LOG ARGUMENT... ; runs Maven, shows its progress, and ends it if this script is ended.
maven() {
  local log=$1 pid status=0
  shift
  mkdir -p -- "$(dirname -- "$log")"
  MAVEN_OPTS="${MAVEN_OPTS:-} $(quiet_java | xargs)" mvn -B "$@" </dev/null > >(tee -- "$log" | progress) 2>&1 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 129' HUP
  trap 'kill "$pid" 2>/dev/null; exit 130' INT
  trap 'kill "$pid" 2>/dev/null; exit 143' TERM
  wait "$pid" || status=$?
  trap - HUP INT TERM
  return "$status"
}

# Prints the Debian packages that release.sh needs and that are missing, one per line.
missing_to_release() {
  have dpkg-deb || echo dpkg
  have python3 || echo python3
}

# Prints the Debian packages that the tests need and that are missing, one per line.
missing_to_test() {
  # the tests put a release together, too
  missing_to_release
  have postfix || [ -x /usr/sbin/postfix ] || echo postfix
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
  { have dovecot || [ -x /usr/sbin/dovecot ]; } || echo dovecot-core
  [ -x /usr/lib/dovecot/lmtp ] || echo dovecot-lmtpd
  have sievec || echo dovecot-sieve
  have gpg || echo gnupg
  have gpgsm || echo gpgsm
  have sq || echo sq
  have openssl || echo openssl
  have curl || echo curl
  have strace || echo strace
  have postsrsd || [ -x /usr/sbin/postsrsd ] || echo postsrsd
  have rnp || echo rnp
  have notmuch || echo notmuch
  { have nginx || [ -x /usr/sbin/nginx ]; } || echo nginx
  { have logrotate || [ -x /usr/sbin/logrotate ]; } || echo logrotate
  have chromium-headless-shell || echo chromium-headless-shell
  have neomutt || echo neomutt
  have mutt || echo mutt
  # large: half of what a fresh system downloads for the tests
  have thunderbird || echo thunderbird
  have node || echo nodejs
  have npm || echo npm
}

# Usage: install_from_npm FOLDER WHAT ; installs the packages that a folder of integration-tests lists, and again if the list has changed.
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

# Installs the stand-in for CouchDB unless COUCHDB_URL names a server and COUCHDB_CLUSTER_URL a cluster.
install_couchdb_stand_in() {
  { [ -n "${COUCHDB_URL:-}" ] && [ -n "${COUCHDB_CLUSTER_URL:-}" ]; } || install_from_npm couchdb-stand-in "a stand-in for CouchDB"
}

# Installs OpenPGP.js, one of the programs with which the tests open sealed messages.
install_openpgp_js() {
  install_from_npm openpgp-js OpenPGP.js
}

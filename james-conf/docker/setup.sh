#!/usr/bin/env bash
# Prepares this folder for docker compose: makes the passwords, and the configuration for one domain. See bash setup.sh --help
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")

usage() {
  cat <<'TEXT'
Usage: bash setup.sh DOMAIN [couchdb|dovecot]
Writes .env, with passwords that it makes, and the folder local, with the options of SealMX and the configuration of Postfix for DOMAIN.

  couchdb   mail is kept in CouchDB (default)
  dovecot   mail is kept by Dovecot, which the compose file then starts as well

What is there already stays as it is: to begin again, remove .env and local. docs/CONTAINERS.md has the rest.
TEXT
}

die() {
  printf 'setup.sh: %s\n' "$*" >&2
  exit 1
}

# 32 hexadecimal digits.
secret() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

# Usage: change FILE OLD NEW ; replaces a text that must be there.
change() {
  local text
  text=$(<"$1")
  case $text in
    *"$2"*) printf '%s\n' "${text//"$2"/$3}" >"$1" ;;
    *) die "$1 does not have $2" ;;
  esac
}

write_env() {
  local profiles=
  [ "$store" = couchdb ] || profiles=$store
  (
    umask 077
    cat >.env <<TEXT
# What compose.yaml is told. It has passwords: keep it to yourself.
COMPOSE_PROJECT_NAME=sealmx

# Where mail is kept, couchdb or dovecot; and what else is started: dovecot, monitoring, with a comma between them.
SEALMX_STORE=$store
COMPOSE_PROFILES=$profiles

# The first three numbers of the addresses in the networks; take others if these are in use here.
SEALMX_NET=$net

# Where the host takes mail, and reads it. For mail from the internet: SMTP_ADDRESS=0.0.0.0 and SMTP_PORT=25.
SMTP_ADDRESS=127.0.0.1
SMTP_PORT=10025
COUCHDB_PORT=15984
IMAP_PORT=10143
PROMETHEUS_PORT=19090
GRAFANA_PORT=13000

COUCHDB_PASSWORD=$(secret)
GRAFANA_PASSWORD=$(secret)
TEXT
  )
}

write_options() {
  cat >local/sealmx.options <<TEXT
# The options of both nodes: the name of an option and its value on each line, as sealmx --help has them.
domain $domain
directory http://couchdb:5984
socketmap-port 10023
# James' own mailboxes are not used.
store memory
TEXT
}

# The sample for one machine, with both nodes in place of 127.0.0.1.
write_postfix() {
  local one=$net.11:10024 two=$net.12:10024
  cp -- ../postfix/main.cf local/main.cf
  change local/main.cf socketmap:inet:127.0.0.1:10023 socketmap:inet:sealmx:10023
  change local/main.cf "virtual_transport = lmtp:inet:127.0.0.1:10024" "virtual_transport = lmtp:inet:$one, $two"
  change local/main.cf example.org "$domain"
  cat >>local/main.cf <<TEXT

# In containers: each message goes to one of the nodes, by chance, and to the other one if that does not answer. They are named by their
# addresses, since the name of a container that has stopped does not resolve, and Postfix would bounce. Look-ups ask whichever node the name
# "sealmx" leads to; without an answer, clients are told to try later.
transport_maps = pipemap:{inline:{{$domain=ours}}, randmap:{one, two}, inline:{{one=lmtp:inet:$one, $two}, {two=lmtp:inet:$two, $one}}}
lmtp_host_lookup = native
lmtp_connect_timeout = 5s
maillog_file = /dev/stdout
inet_protocols = ipv4
TEXT
}

case ${1:-} in
  -h | --help)
    usage
    exit 0
    ;;
esac
[ $# -ge 1 ] && [ $# -le 2 ] || {
  usage >&2
  exit 2
}
domain=$1 store=${2:-couchdb} net=${SEALMX_NET:-172.31.24}
[[ $domain =~ ^[a-z0-9-]+(\.[a-z0-9-]+)+$ ]] || die "'$domain' is not a domain; write, for example: bash setup.sh example.org"
case $store in couchdb | dovecot) ;; *) die "'$store' is neither couchdb nor dovecot" ;; esac
cd -- "$here"
[ ! -e .env ] && [ ! -e local ] || die "$here/.env or local exists; to begin again, remove both, and the volumes: docker compose down --volumes"
mkdir -p local
chmod 755 local
write_options
write_postfix
chmod 644 local/*
write_env
echo "Prepared for $domain. Now: docker compose build; docs/CONTAINERS.md has the next steps"

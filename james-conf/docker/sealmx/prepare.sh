#!/usr/bin/env bash
# Makes what a new CouchDB lacks: the database of the identity documents with its views, and CouchDB's own databases. Run once before the nodes; what
# is there already stays.
#   prepare.sh HOST PORT, with COUCHDB_USER and COUCHDB_PASSWORD in the environment; without a user it sends no login
set -euo pipefail

host=$1 port=$2
views=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
login=
[ -z "${COUCHDB_USER:-}" ] || login="Authorization: Basic $(printf '%s:%s' "$COUCHDB_USER" "$COUCHDB_PASSWORD" | base64 --wrap=0)"$'\r\n'

# Usage: put PATH [FILE] ; a database, or a document from a file.
put() {
  local line size=0
  [ -z "${2:-}" ] || size=$(wc -c <"$2")
  exec 3<>"/dev/tcp/$host/$port"
  printf 'PUT /%s HTTP/1.1\r\nHost: %s:%s\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n' \
    "$1" "$host" "$port" "$login" "$size" >&3
  [ -z "${2:-}" ] || cat -- "$2" >&3
  IFS= read -r -t 30 line <&3
  exec 3>&-
  # 412, 409: it is there
  case $line in
    *' 201 '* | *' 202 '* | *' 412 '* | *' 409 '*) ;;
    *) echo "prepare.sh: CouchDB does not make $1: $line" >&2 && exit 1 ;;
  esac
}

for database in _users _replicator identities; do
  put "$database"
done
for design in Identity SealMXCertificates; do
  put "identities/_design/$design" "$views/$design.json"
done

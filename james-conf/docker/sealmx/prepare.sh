#!/usr/bin/env bash
# Makes the databases that a new CouchDB lacks: that of the identity documents, and CouchDB's own. Run once before the nodes; does nothing later.
#   prepare.sh HOST PORT, with COUCHDB_USER and COUCHDB_PASSWORD in the environment; without a user it sends no login
set -euo pipefail

login=
[ -z "${COUCHDB_USER:-}" ] || login="Authorization: Basic $(printf '%s:%s' "$COUCHDB_USER" "$COUCHDB_PASSWORD" | base64 --wrap=0)"$'\r\n'
for database in _users _replicator identities; do
  exec 3<>"/dev/tcp/$1/$2"
  printf 'PUT /%s HTTP/1.1\r\nHost: %s:%s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n' "$database" "$1" "$2" "$login" >&3
  IFS= read -r -t 30 line <&3
  exec 3>&-
  # 412: it is there
  case $line in
    *' 201 '* | *' 202 '* | *' 412 '*) ;;
    *) echo "prepare.sh: CouchDB does not make the database $database: $line" >&2 && exit 1 ;;
  esac
done

#!/usr/bin/env bash
# Makes the three configurations of the image from the shipped one. Run when the image is built:
#   configure.sh SHIPPED SINGLE NODES
# SINGLE is for one server with mailboxes of its own; NODES/couchdb and NODES/dovecot are for nodes whose directory and journal are in CouchDB, and
# whose mail is there as well, or at Dovecot.
set -euo pipefail

# Usage: change FILE OLD NEW ; replaces a text that must be there.
change() {
  local text
  text=$(<"$1")
  case $text in
    *"$2"*) printf '%s\n' "${text//"$2"/$3}" >"$1" ;;
    *) echo "configure.sh: $1 does not have $2" >&2 && exit 1 ;;
  esac
}

# Usage: listen FOLDER ; the addresses of the ports. Mail comes in on all addresses of the container: James takes the name of an address, and for that
# the first address it finds, so no single one can be named in a container with several networks. Without the variables, webadmin, which asks for no
# password, look-ups and IMAP, which has no TLS, are only reached inside the container.
listen() {
  change "$1/lmtpserver.xml" '<bind>127.0.0.1:' '<bind>0.0.0.0:'
  change "$1/sealmx.properties" '#lookup-bind=127.0.0.1' 'lookup-bind=${env:SEALMX_LOOKUP_BIND:-127.0.0.1}'
  change "$1/imapserver.xml" '<bind>127.0.0.1:' '<bind>${env:SEALMX_IMAP_BIND:-127.0.0.1}:'
  change "$1/webadmin.properties" 'host=127.0.0.1' 'host=${env:SEALMX_WEBADMIN_BIND:-127.0.0.1}'
}

# Usage: nodes FOLDER STORE MAILET ; several nodes: one journal, one set of keys, a store that they share.
nodes() {
  local file=$1/sealmx.properties
  change "$file" 'store=mailbox' "store=$2"
  change "$file" '#couchdb-create-views=false' 'couchdb-create-views=true'
  change "$file" '#delivery-journal=file://var/sealmx/deliveries.journal' 'delivery-journal=couchdb'
  change "$file" '#delivery-id-key=file://var/sealmx/' 'delivery-id-key=file:///var/lib/sealmx-keys/'
  change "$file" '#log-hash-key=file://var/sealmx/' 'log-hash-key=file:///var/lib/sealmx-keys/'
  change "$1/mailetcontainer.xml" 'class="org.sealmx.mailets.DeliverToMailbox">' "class=\"org.sealmx.mailets.$3\">"
}

shipped=$1 single=$2 nodes=$3
cp -r -- "$shipped" "$single"
listen "$single"
mkdir -- "$nodes"
cp -r -- "$single" "$nodes/couchdb"
cp -r -- "$single" "$nodes/dovecot"
nodes "$nodes/couchdb" couchdb 'DeliverToCouchDb'
change "$nodes/couchdb/mailetcontainer.xml" '"org.sealmx.mailets.DeliverToCouchDb">' '"org.sealmx.mailets.DeliverToCouchDb">
        <create-database>on</create-database>'
nodes "$nodes/dovecot" lmtp 'DeliverByLmtp'
change "$nodes/dovecot/sealmx.properties" '#next-hop=' 'next-hop=inet:dovecot:24'
chmod -R u=rwX,go=rX "$single" "$nodes"

#!/bin/bash
# Makes a login for IMAP, or gives it another password, which is read from standard input, and the folder of its mail:
#   docker compose exec -T dovecot account alice@example.org <password-file
set -euo pipefail
[[ ${1:-} == *@* ]] || { echo 'account: name an address, such as alice@example.org' >&2 && exit 2; }
IFS= read -r password || [ -n "$password" ] || { echo 'account: there is no password on standard input' >&2 && exit 2; }
file=/var/mail/passwords
hash=$(doveadm pw -s SHA512-CRYPT -p "$password")
umask 077
touch "$file"
{ awk -F: -v name="$1" '$1 != name' "$file" && printf '%s:%s\n' "$1" "$hash"; } >"$file.new"
chown dovecot:dovecot "$file.new"
mv "$file.new" "$file"
install -d -o vmail -g vmail -m 700 "/var/mail/users/$1"

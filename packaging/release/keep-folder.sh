#!/usr/bin/env bash
# Keeps the data folder of a release for the tests of later ones. Usage: keep-folder.sh RELEASE FILE ; RELEASE is an unpacked release, FILE the
# archive to make, such as integration-tests/src/test/upgrade/0.1.0.tar.gz. See docs/RELEASING.md.
#
# The archive has the configuration of the release, a directory with one certificate, what the server has written after it took one message, and that
# message. No secret key is in it: that of the certificate is never kept, and that of the delivery ids is made of a text which the test knows.
set -euo pipefail

. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../../.ci/needs.sh"

[ $# -eq 2 ] || die "usage: keep-folder.sh RELEASE FILE"
[ -x "$1/bin/sealmx" ] || die "there is no $1/bin/sealmx; name an unpacked release"
# shellcheck disable=SC2046 # each package is one word
need $(missing_to_test)
release=$(cd -- "$1" && pwd)
mkdir -p -- "$(dirname -- "$2")"
archive=$(cd -- "$(dirname -- "$2")" && pwd)/$(basename -- "$2")
work=$(mktemp -d)
server=

finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  GNUPGHOME=$work/gnupg gpgconf --kill all 2>/dev/null || true
  rm -rf -- "$work"
}
trap finish EXIT

umask 077
mkdir -- "$work/gnupg" "$work/kept" "$work/kept/data" "$work/kept/data/var" "$work/kept/data/var/sealmx"
cp -r -- "$release/conf" "$work/kept/conf"
printf 'a key for the tests of upgrades, which protects nothing' | openssl dgst -sha512 -binary | base64 -w 0 \
  >"$work/kept/data/var/sealmx/delivery-id.key"

export GNUPGHOME=$work/gnupg
gpg --batch --quiet --passphrase '' --quick-generate-key 'alice@example.org' future-default default never 2>/dev/null
gpg --batch --armor --export alice@example.org >"$work/alice.asc"
python3 - "$work/alice.asc" >"$work/kept/directory.json" <<'PYTHON'
import json, sys
alice = "alice@example.org"
print(json.dumps([
    {"_id": "1", "type": "Identity", "user_id": "alice", "address": alice, "destination": alice, "keys": {"pgp": open(sys.argv[1]).read()}},
    {"_id": "2", "type": "Identity", "user_id": "alice", "address": "postmaster@example.org", "destination": alice},
], indent=1))
PYTHON
printf 'From: sender@example.net\r\nTo: alice@example.org\r\nMessage-ID: <kept@example.net>\r\nSubject: kept\r\n\r\nThis message was taken by an earlier release.\r\n' \
  >"$work/kept/message.eml"

ports=$(python3 -c 'import socket
open_ones = [socket.socket() for _ in range(3)]
[one.bind(("127.0.0.1", 0)) for one in open_ones]
print(*(one.getsockname()[1] for one in open_ones))')
read -r lmtp imap webadmin <<<"$ports"
"$release/bin/sealmx" --data "$work/kept/data" --conf "$work/kept/conf" --domain example.org --directory "$work/kept/directory.json" \
  --imap-password 'correct horse' --lmtp-port "$lmtp" --imap-port "$imap" --webadmin-port "$webadmin" >"$work/console" 2>&1 &
server=$!
for ((i = 0; i < 120; i++)); do
  grep -q 'SealMX is ready' "$work/console" && break
  kill -0 "$server" 2>/dev/null || {
    cat -- "$work/console" >&2
    exit 1
  }
  sleep 1
done
"$release/bin/sealmx" send --lmtp-port "$lmtp" alice@example.org - <"$work/kept/message.eml"
curl --silent --fail --user 'alice@example.org:correct horse' "imap://127.0.0.1:$imap/INBOX;MAILINDEX=1" | sha256sum | cut -d ' ' -f 1 \
  >"$work/kept/stored.sha256"
kill "$server"
wait "$server" || [ $? -eq 143 ]
server=

cd -- "$work/kept"
rm -rf -- data/extensions-jars data/tmp data/log data/lock data/var/sealmx/*.key
if grep -rl --binary-files=text -e 'taken by an earlier release' -e 'PRIVATE KEY BLOCK' data conf directory.json; then
  die "this has the message in the clear, or a secret key; nothing was kept"
fi
tar --create --sort=name --owner=root:0 --group=root:0 --numeric-owner --mtime=@0 --file=- -- * | gzip -n -9 >"$archive"
chmod 644 -- "$archive"
ls -l -- "$archive"

#!/usr/bin/env bash
# The health check of the container: mail is taken, and this process seals. That the directory or the store does not answer is no reason to start
# SealMX anew, which would only forget what memory knows; webadmin's /healthcheck says so.
set -euo pipefail

exec 3<>/dev/tcp/127.0.0.1/10024
IFS= read -r -t 20 line <&3
[[ $line == 220* ]] || { echo "LMTP says: $line" && exit 1; }
printf 'QUIT\r\n' >&3
exec 3>&-

address=${SEALMX_WEBADMIN_BIND:-127.0.0.1}
[ "$address" != 0.0.0.0 ] || address=127.0.0.1
exec 3<>"/dev/tcp/$address/10080"
printf 'GET /healthcheck/checks/SealMX%%20sealing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 20 line <&3
[[ $line == *' 200 '* ]] || { echo "SealMX sealing: $line" && exit 1; }

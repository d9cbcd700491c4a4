#!/usr/bin/env bash
# Makes the pictures of docs/PAGE.md anew: runs the test of the page in headless Chromium, and takes those that it has saved.
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
root=$here/../..
"$root/test.sh" -pl integration-tests -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=PageIT \
  -Dfailsafe.failIfNoSpecifiedTests=false
for picture in sign-in taken question operator; do
  cp -- "$root/integration-tests/target/screenshots/$picture.png" "$here/$picture.png"
done

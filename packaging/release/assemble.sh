# Puts a release together from what Maven has built. Sourced by release.sh, which sets here and version.
#
# The same octets come of the same sources: entries are sorted and belong to root, times are those of project.build.outputTimestamp, modes do not
# depend on the umask, and the compression adds neither name nor time.

# Prints the version in pom.xml.
project_version() {
  sed -n 's#^  <version>\(.*\)</version>$#\1#p' "$here/pom.xml" | head -n 1
}

# Prints project.build.outputTimestamp in seconds since 1970.
release_time() {
  date --utc --date="$(sed -n 's#.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*#\1#p' "$here/pom.xml")" +%s
}

# Prints the version for Debian, in which 0.1.0~snapshot is older than 0.1.0.
debian_version() {
  local lower=${version,,}
  printf '%s\n' "${lower/-/\~}"
}

# Usage: copy MODE SOURCE TARGET ; a file, with the folders above it.
copy() {
  install -D -m "$1" -- "$2" "$3"
}

# Usage: copy_tree SOURCE TARGET [TEST...] ; all files below a folder, or those for which the tests of find(1) hold.
copy_tree() {
  local source=$1 target=$2 file
  shift 2
  while IFS= read -r -d '' file; do
    copy 644 "$source/$file" "$target/$file"
  done < <(cd -- "$source" && find . -type f -not -name '*.pyc' "$@" -print0)
}

# Usage: fill MODE TEMPLATE TARGET NAME=VALUE... ; a file with @NAME@ replaced.
fill() {
  local mode=$1 template=$2 target=$3 text pair
  shift 3
  text=$(<"$template")
  for pair in "$@"; do
    text=${text//@${pair%%=*}@/${pair#*=}}
  done
  copy "$mode" /dev/null "$target"
  printf '%s\n' "$text" >"$target"
}

# Usage: put_program FOLDER ; the stand-alone server: lib, extensions-jars, tools, and what starts it.
put_program() {
  local name
  copy_tree "$here/standalone/target/dist/lib" "$1/lib"
  copy 755 "$here/packaging/bin/sealmx" "$1/bin/sealmx"
  for name in java command-line options launch; do
    copy 644 "$here/packaging/libexec/$name.sh" "$1/libexec/$name.sh"
  done
  copy 644 "$here/james-conf/target/sealmx-james-$version.jar" "$1/sealmx-$version-james-3.8.jar"
  copy 644 "$here/james-conf/target/sealmx-james-$version-jakarta.jar" "$1/sealmx-$version-james-3.9.jar"
  copy 644 "$here/tools/target/sealmx-tools-$version.jar" "$1/sealmx-tools-$version.jar"
  # the program loads the same jars
  mkdir -p -- "$1/extensions-jars" "$1/tools"
  ln -s "../sealmx-$version-james-3.8.jar" "$1/extensions-jars/sealmx-$version-james-3.8.jar"
  ln -s "../sealmx-tools-$version.jar" "$1/tools/sealmx-tools-$version.jar"
}

# Usage: put_papers FOLDER ; documents, and samples of configuration, laid out as in the sources so that links between them hold.
put_papers() {
  local name
  for name in README.md CHANGELOG.md SECURITY.md CONTRIBUTING.md LICENSE NOTICE; do
    copy 644 "$here/$name" "$1/$name"
  done
  copy_tree "$here/docs" "$1/docs"
  for name in conf memory jpa distributed couchdb postfix dovecot monitoring; do
    copy_tree "$here/james-conf/$name" "$1/james-conf/$name"
  done
  copy 644 "$here/james-conf/README.md" "$1/james-conf/README.md"
  # not what setup.sh has made there: it has passwords
  copy_tree "$here/james-conf/docker" "$1/james-conf/docker" -not -path ./.env -not -path './local/*'
}

# Usage: put_components FOLDER ; the licences of all that is shipped, and the list of it.
put_components() {
  python3 -B "$here/packaging/release/components.py" --version "$version" --lib "$here/standalone/target/dist/lib" \
    --jar "$here/james-conf/target/sealmx-james-$version.jar" --jar "$here/tools/target/sealmx-tools-$version.jar" \
    --texts "$here/packaging/licenses" --output "$1" \
    "$here/james-conf/target/sbom.json" "$here/tools/target/sbom.json" "$here/standalone/target/sbom.json"
}

# Usage: make_tarball FOLDER FILE ; of what is in the folder, whose name is the first part of each name.
make_tarball() {
  (cd -- "$(dirname -- "$1")" && tar --create --format=gnu --sort=name --owner=root:0 --group=root:0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --file=- -- "$(basename -- "$1")") | gzip -n -6 >"$2"
}

# Usage: make_package FOLDER FILE ; a Debian package of what is in the folder.
make_package() {
  find "$1" -depth -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" -- {} +
  # gzip: what is in the package is compressed already, and xz differs by the number of threads
  dpkg-deb --root-owner-group -Zgzip -z6 --build "$1" "$2" >/dev/null
}

# Usage: put_debian FOLDER PROGRAM ; the tree of the Debian package, from a folder with the program and the list of components.
put_debian() {
  local root=$1 share=$1/usr/share/sealmx doc=$1/usr/share/doc/sealmx name size
  mkdir -p -- "$root/usr/share" "$root/usr/bin" "$root/var/lib/sealmx" "$root/var/log/sealmx"
  cp -a -- "$2" "$share"
  copy 644 "$here/packaging/debian/installation.sh" "$share/libexec/installation.sh"
  ln -s ../share/sealmx/bin/sealmx "$root/usr/bin/sealmx"
  put_papers "$doc"
  copy 644 "$here/packaging/debian/copyright" "$doc/copyright"
  copy_tree "$here/james-conf/conf" "$root/etc/sealmx"
  fill 644 "$here/packaging/sealmx.options" "$root/etc/sealmx/sealmx.options" CONF=/etc/sealmx
  copy 644 "$here/packaging/debian/default" "$root/etc/default/sealmx"
  fill 644 "$here/packaging/systemd/sealmx.service" "$root/usr/lib/systemd/system/sealmx.service" HOME=/usr/share/sealmx \
    DOCS=/usr/share/doc/sealmx/docs
  find "$root" -type d -exec chmod 755 {} +
  chmod 700 "$root/var/lib/sealmx" "$root/var/log/sealmx"
  # in KiB of files; du depends on the file system
  size=$(find "$root" -type f -printf '%s\n' | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
  fill 644 "$here/packaging/debian/control" "$root/DEBIAN/control" "VERSION=$(debian_version)" "SIZE=$size"
  for name in postinst prerm postrm; do
    copy 755 "$here/packaging/debian/$name" "$root/DEBIAN/$name"
  done
  (cd -- "$root" && find etc -type f -printf '/%p\n' | LC_ALL=C sort) >"$root/DEBIAN/conffiles"
  (cd -- "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  chmod 644 "$root/DEBIAN/conffiles" "$root/DEBIAN/md5sums"
}

# Usage: put_tarball FOLDER PROGRAM ; the tree of the tarball.
put_tarball() {
  cp -a -- "$2" "$1"
  put_papers "$1"
  copy_tree "$here/james-conf/conf" "$1/conf"
  fill 644 "$here/packaging/sealmx.options" "$1/conf/sealmx.options" CONF=/etc/sealmx
  fill 644 "$here/packaging/systemd/sealmx.service" "$1/systemd/sealmx.service" HOME=/opt/sealmx DOCS=/opt/sealmx/docs
  find "$1" -type d -exec chmod 755 {} +
  (cd -- "$1" && find . -type f -not -path ./SHA256SUMS -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum) >"$1/SHA256SUMS"
  chmod 644 "$1/SHA256SUMS"
}

# Usage: assemble OUTPUT ; makes the files of the release in a folder, in place of those of the same names.
assemble() {
  local output=$1 name=sealmx-$version package
  umask 022
  export LC_ALL=C SOURCE_DATE_EPOCH
  SOURCE_DATE_EPOCH=$(release_time)
  package=sealmx_$(debian_version)_all.deb
  stage=$(mktemp -d -- "$output/.stage.XXXXXX")
  trap 'rm -rf -- "$stage"' EXIT
  put_program "$stage/program"
  put_components "$stage/program"
  put_tarball "$stage/$name" "$stage/program"
  put_debian "$stage/debian" "$stage/program"
  make_tarball "$stage/$name" "$stage/$name.tar.gz"
  make_package "$stage/debian" "$stage/$package"
  mv -- "$stage/$name.tar.gz" "$stage/$package" "$output/"
  copy 644 "$stage/program/sbom/$name.cdx.json" "$output/$name.cdx.json"
  (cd -- "$output" && sha256sum -- "$name.cdx.json" "$name.tar.gz" "$package") >"$output/SHA256SUMS"
  rm -rf -- "$stage"
  trap - EXIT
  (cd -- "$output" && printf '%s\n' "$name.tar.gz" "$package" "$name.cdx.json" SHA256SUMS | sed "s#^#  $output/#")
}

# Functions for scripts that run something on Java's releases of Debian's unstable suite, which has all of them. They are unpacked below
# the cache folder together with the libc that they need, and run with that folder as their root: nothing is installed. That needs a
# Debian or its like, and root or user namespaces. To be sourced in the project's folder.

debian_cache=${XDG_CACHE_HOME:-$HOME/.cache}/nightjar-jdks

# With a state of apt that is ours. Sets debian_apt, the options of apt for that suite.
open_debian() {
  command -v apt-get dpkg-deb unshare > /dev/null || return 1
  local uri
  uri=$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Origin: Debian' 'Label: Debian' | sort -u | head -1)
  [ -n "$uri" ] || return 1
  mkdir -p "$debian_cache"/{parts,lists/partial,archives/partial}
  printf 'Types: deb\nURIs: %s\nSuites: sid\nComponents: main\nSigned-By: %s\n' \
    "$uri" /usr/share/keyrings/debian-archive-keyring.gpg > "$debian_cache/parts/sid.sources"
  debian_apt=(-q -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$debian_cache/parts" -o Dir::State::Lists="$debian_cache/lists"
    -o Dir::Cache="$debian_cache" -o Dir::State::status=/dev/null -o APT::Sandbox::User="$(id -un)")
  apt-get "${debian_apt[@]}" update > "$debian_cache/apt.log" 2>&1
}

# The releases from 21 on that the suite has.
debian_versions() {
  apt-cache "${debian_apt[@]}" search --names-only '^openjdk-[0-9]+-jre-headless$' | sed 's/[^0-9]*\([0-9]*\).*/\1/' | sort -n |
    awk '$1 >= 21'
}

# unpack_debian KIND VERSION...: puts these, as jre or as jdk, and the libraries that they load, below $debian_root, unless the same are
# there already. Sets debian_root.
unpack_debian() {
  local kind=$1 version package deb certificates
  shift
  debian_root=$debian_cache/$kind
  # The shell is for tests that start a process with limits.
  local packages=(libc6 libgcc-s1 libstdc++6 zlib1g dash)
  for version in "$@"; do
    packages+=("openjdk-$version-jre-headless")
    [ "$kind" = jre ] || packages+=("openjdk-$version-jdk-headless")
  done
  local wanted
  wanted=$(apt-cache "${debian_apt[@]}" show --no-all-versions "${packages[@]}" | grep -E '^(Package|Version|SHA256): ')
  if [ "$wanted" = "$(cat "$debian_root/packages.txt" 2> /dev/null)" ]; then
    return 0
  fi
  rm -rf "$debian_root" "$debian_cache/debs"
  mkdir -p "$debian_cache/debs" "$debian_root"/{usr/lib,usr/lib64,proc,dev,tmp,nightjar}
  (cd "$debian_cache/debs" && apt-get "${debian_apt[@]}" download "${packages[@]}" >> "$debian_cache/apt.log" 2>&1) || return 1
  for deb in "$debian_cache"/debs/*.deb; do
    dpkg-deb -x "$deb" "$debian_root"
  done
  rm -rf "$debian_cache/debs"
  ln -sfn usr/lib "$debian_root/lib"
  ln -sfn usr/lib64 "$debian_root/lib64"
  ln -sfn usr/bin "$debian_root/bin"
  ln -sf dash "$debian_root/usr/bin/sh"
  cp /etc/hosts "$debian_root/etc/hosts"
  # Debian's runtimes look for their certificates where another package puts them.
  for certificates in /usr/lib/jvm/*/lib/security/cacerts; do
    if [ -s "$certificates" ]; then
      mkdir -p "$debian_root/etc/ssl/certs/java"
      cp -L "$certificates" "$debian_root/etc/ssl/certs/java/cacerts"
    fi
  done
  echo "$wanted" > "$debian_root/packages.txt"
}

# inside COMMAND...: a shell that dies with its mounts: $debian_root is its root, this project's folder is /nightjar.
inside() {
  local namespaces=(--mount)
  [ "$(id -u)" -eq 0 ] || namespaces=(--mount --map-root-user --pid --fork)
  unshare "${namespaces[@]}" bash -c '
    mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount --rbind "$PWD" "$0/nightjar" &&
      exec unshare --root="$0" --wd=/nightjar "$@"' "$debian_root" "$@"
}

# The version that a folder of Java has.
version_of() {
  sed -n 's/^JAVA_VERSION="\([^"]*\)"$/\1/p' "$1/release" 2> /dev/null || true
}

# The folders of the installed ones from 21 on, each once: those in /usr/lib/jvm, and those that JAVA_HOME and variables which begin with
# it name, as machines of CI have them.
installed_java() {
  local name home version
  {
    for home in /usr/lib/jvm/*/; do
      [ ! -d "$home" ] || realpath "$home"
    done
    for name in "${!JAVA_HOME@}"; do
      [ ! -d "${!name}" ] || realpath "${!name}"
    done
  } | LC_ALL=C sort -u | while read -r home; do
    version=$(version_of "$home")
    version=${version%%[.-]*}
    if [ "${version:-0}" -ge 21 ] && [ -x "$home/bin/java" ]; then
      echo "$home"
    fi
  done
}

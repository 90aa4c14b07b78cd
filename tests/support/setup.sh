# Shared by samples/run and tests/run; sourced, not run. POSIX sh, because a fresh machine may
# have nothing more. Expects `top`, the root of the tree.

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# Names in list files, without comments.
packages_in() {
  for list in "$@"; do
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$top/tests/support/packages.$list"
  done
}

# Names that are not installed, one per line.
missing_packages() {
  for package in $(packages_in "$@"); do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || say "$package"
  done
}

# need_packages LIST...: installs what is missing, by apt-get. Says and asks nothing when all is there.
need_packages() {
  command -v dpkg-query >/dev/null 2>&1 || fail "this set-up knows Debian packages only; install by hand what \
tests/support/packages.* list, then run cmake --preset release"
  missing=$(missing_packages "$@" | sort -u | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
  else
    fail "missing packages, and neither root nor sudo to install them; as root run:
  apt-get install --no-install-recommends $missing"
  fi
  say "installing: $missing"
  mkdir -p "$top/build"
  install_log=$top/build/install.log
  # A third-party list that cannot be fetched need not stop us: the installation below decides.
  $as_root apt-get -q update >"$install_log" 2>&1 || say "apt-get update complained; going on with the lists there are"
  # shellcheck disable=SC2086  # the names are words on purpose
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 install \
    --no-install-recommends $missing >>"$install_log" 2>&1 || {
    tail -n 25 "$install_log" >&2
    fail "apt-get could not install what is missing (all of its output: build/install.log)"
  }
}

# configure PRESET [NAME [OPTION...]]: into build/NAME (default: the preset's), only when it has to.
# CMake itself notices changed lists later on; presets it does not watch.
configure() {
  preset=$1
  tree=$top/build/${2:-$1}
  shift
  [ $# -eq 0 ] || shift
  if [ -f "$tree/build.ninja" ] && [ "$tree/build.ninja" -nt "$top/CMakePresets.json" ] &&
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$top" "$tree/CMakeCache.txt"; then
    return 0
  fi
  if command -v ccache >/dev/null 2>&1; then
    set -- "$@" -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
  mkdir -p "$tree"
  # --fresh: a tree that was moved or copied has a cache that names the old place.
  (cd "$top" && cmake --preset "$preset" -B "$tree" --fresh "$@") >"$tree/configure.log" 2>&1 || {
    cat "$tree/configure.log" >&2
    fail "cmake --preset $preset failed"
  }
  # Files written in the same second as the presets would be configured again for ever.
  touch "$tree/build.ninja"
}

# build NAME [OPTION...]: build/NAME, with as many jobs as there are processors.
build() {
  tree=$top/build/$1
  shift
  cmake --build "$tree" --parallel "$(nproc)" "$@"
}

#!/bin/sh
# Makes the checked-in bindings again and compares.
#
#   ci/bindings.sh xdp [--write]
#
# --write replaces the checked-in file instead of comparing.
# HEADERS=FOLDER takes the headers of that folder (an absolute path; linux/if_xdp.h is in it) instead
# of downloading the pinned package, which needs apt, Debian's archive keys and a mirror: MIRROR=URI,
# or the one that the machine's apt uses.
#
# Exit code: 0 the same (or written), 1 different (the diff is shown), 2 could not tell.
#
# What is pinned: the header package here, bindgen and its formatter in Cargo.lock.
set -eu

# xdp-sys: Debian's package of the kernel's user-space headers, for all architectures in one.
XDP_PACKAGE=linux-libc-dev
XDP_VERSION='7.3.4-1~bpo13+1'
XDP_SUITE=trixie-backports
XDP_SHA256=b3a4538fca67081c8606a93f37521d0eb74ac75996a02f3321a6b27f978e10a8

root=$(cd "$(dirname "$0")/.." && pwd)

fail() {
    echo "bindings.sh: $*" >&2
    exit 2
}

# download SUITE PACKAGE VERSION SHA256 FOLDER: the package's files into FOLDER. The machine's own
# apt sources, lists and packages stay as they are.
download() {
    command -v apt-get >/dev/null || fail "no apt-get here: set HEADERS to a folder of kernel headers"
    # Without package lists, too, apt tells where it would get them.
    mirror=${MIRROR:-$(apt-get update --print-uris | sed -n "s|^'\(.*/debian\)/*/dists/.*|\1|p" | head -n 1)}
    [ -n "$mirror" ] ||
        fail "apt knows no Debian mirror here: set MIRROR to one, or HEADERS to a folder of kernel headers"
    apt="$work/apt"
    mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/parts" "$5"
    cat >"$apt/sources.list" <<EOF
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $1 main
EOF
    set -- "$@" -qq \
        -o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=$apt/parts" \
        -o "Dir::State::lists=$apt/lists" -o "Dir::State::status=/dev/null" \
        -o "Dir::Cache=$apt" -o "Dir::Cache::archives=$apt/archives" \
        -o "APT::Sandbox::User=$(id -un)"
    package=$2 version=$3 sha256=$4 folder=$5
    shift 5
    apt-get "$@" -o APT::Update::Error-Mode=any update || fail "no package lists from $mirror"
    (cd "$work" && apt-get "$@" download "$package=$version") ||
        fail "the archive no longer has $package $version: pin a newer one in ci/bindings.sh and write the bindings again, or set HEADERS"
    deb=$(echo "$work/${package}"_*.deb)
    echo "$sha256  $deb" | sha256sum -c --quiet - || fail "$deb is not the package that is pinned"
    dpkg-deb -x "$deb" "$folder"
}

# generate CRATE VARIABLE INCLUDE CLANG_ARGS: prints what the crate's build script makes of the headers.
generate() {
    target="$work/target-$1"
    mkdir -p "$target"
    rm -f "$target"/debug/build/"$1"-*/out/bindings.rs
    env "$2=$3" "BINDGEN_EXTRA_CLANG_ARGS=$4" \
        cargo check --quiet --locked --manifest-path "$root/Cargo.toml" --package "$1" \
        --features bindgen --target-dir "$target" >&2 || fail "$1: no bindings from $3"
    cat "$target"/debug/build/"$1"-*/out/bindings.rs
}

# settle GENERATED CHECKED_IN: compares, or writes.
settle() {
    if [ "$write" = yes ]; then
        cp "$1" "$2"
        echo "bindings.sh: wrote ${2#"$root"/}"
    elif diff -u "$2" "$1"; then
        echo "bindings.sh: ${2#"$root"/} is what the headers give"
    else
        echo "bindings.sh: ${2#"$root"/} differs from what the headers give (ci/bindings.sh $what --write)" >&2
        exit 1
    fi
}

xdp() {
    if [ -n "${HEADERS:-}" ]; then
        headers=$HEADERS
        origin="kernel headers of Linux"
    else
        download "$XDP_SUITE" "$XDP_PACKAGE" "$XDP_VERSION" "$XDP_SHA256" "$work/headers"
        headers=$work/headers/usr/include
        origin="Debian's $XDP_PACKAGE $XDP_VERSION, Linux"
    fi
    # The layouts must not depend on the architecture: the headers of both give the same text.
    for arch in x86_64 aarch64; do
        include=$headers
        [ -d "$headers/$arch-linux-gnu" ] && include=$headers/$arch-linux-gnu:$headers
        generate xdp-sys XDP_SYS_INCLUDE "$include" "--target=$arch-unknown-linux-gnu" \
            >"$work/$arch.rs"
    done
    diff -u "$work/x86_64.rs" "$work/aarch64.rs" || fail "the bindings differ between architectures"
    code=$(sed -n 's/^pub const LINUX_VERSION_CODE: u32 = \([0-9]*\);$/\1/p' "$work/x86_64.rs")
    linux=$((code >> 16)).$((code >> 8 & 255)).$((code & 255))
    bindgen=$(sed -n '/^name = "bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' "$root/Cargo.lock")
    made="// Made from $origin $linux, by bindgen $bindgen (ci/bindings.sh xdp)."
    # Where the headers came from is no difference.
    [ "$write" = no ] && [ -n "${HEADERS:-}" ] && made=$(head -n 1 "$root/xdp-sys/src/bindings.rs")
    {
        echo "$made"
        echo "// Not to be edited: build.rs says what is taken."
        echo
        cat "$work/x86_64.rs"
    } >"$work/xdp.rs"
    settle "$work/xdp.rs" "$root/xdp-sys/src/bindings.rs"
}

what=${1:-}
write=no
case ${2:-} in
    '') ;;
    --write) write=yes ;;
    *) fail "unknown option $2" ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' INT TERM
case $what in
    xdp) xdp ;;
    *) fail "usage: ci/bindings.sh xdp [--write]" ;;
esac

#!/bin/sh
# Makes the checked-in bindings again and compares.
#
#   ci/bindings.sh xdp|netmap [--write]
#
# --write replaces the checked-in file instead of comparing.
# HEADERS=FOLDER takes the headers of that folder (an absolute path; linux/if_xdp.h is in it) instead
# of downloading the pinned package, which needs apt, Debian's archive keys and a mirror: MIRROR=URI,
# or the one that the machine's apt uses.
# netmap compares with FreeBSD's headers, which come from PyPI inside the package ziglang (or from
# ZIGLANG=FOLDER, an unpacked one), and needs clang to compile for FreeBSD. libnetmap.h is not among
# them, nor Linux's copy of the rest: NETMAP_HEADERS=PREFIX, an installed netmap (include/net/netmap.h
# is in it), compares these as well, and without it that is a SKIP.
# PACKET_IO_NO_SKIP=1 turns the SKIP into exit code 2.
#
# Exit code: 0 the same (or written), 1 different (the diff is shown), 2 could not tell.
#
# What is pinned: the header packages here, bindgen and its formatter in Cargo.lock.
set -eu

# xdp-sys: Debian's package of the kernel's user-space headers, for all architectures in one.
XDP_PACKAGE=linux-libc-dev
XDP_VERSION='7.3.4-1~bpo13+1'
XDP_SUITE=trixie-backports
XDP_SHA256=b3a4538fca67081c8606a93f37521d0eb74ac75996a02f3321a6b27f978e10a8

# netmap-sys: the headers of FreeBSD, which clang and zig need to compile for it.
ZIGLANG_VERSION=0.17.1
ZIGLANG_SHA256=ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54

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

# freebsd_headers: the folder of FreeBSD's headers, one for all and one for each architecture.
freebsd_headers() {
    if [ -n "${ZIGLANG:-}" ]; then
        zig=$ZIGLANG
    else
        echo "ziglang==$ZIGLANG_VERSION --hash=sha256:$ZIGLANG_SHA256" >"$work/requirements"
        # The one file of all platforms whose sum is pinned: only the headers in it matter.
        python3 -m pip --quiet --disable-pip-version-check download --no-deps --require-hashes \
            --only-binary :all: --platform manylinux2010_x86_64 -r "$work/requirements" \
            --dest "$work" >&2 || fail "PyPI has no ziglang $ZIGLANG_VERSION with the pinned sum: set ZIGLANG"
        zig=$work/ziglang
        python3 - "$work" <<'EOF' || fail "ziglang does not unpack"
import glob, sys, zipfile
work = sys.argv[1]
with zipfile.ZipFile(glob.glob(work + "/ziglang-*.whl")[0]) as wheel:
    for name in wheel.namelist():
        if "/libc/include/" in name and "freebsd" in name:
            wheel.extract(name, work)
EOF
    fi
    [ -f "$zig/lib/libc/include/generic-freebsd/net/netmap.h" ] || fail "no FreeBSD headers in $zig"
    freebsd=$zig/lib/libc/include
}

# netmap_script PREFIX TARGET [NAME=VALUE ...]: runs the build script against a prefix, for a target
# whose standard library need not be here, and leaves what it makes in $work/out.
netmap_script() {
    prefix=$1 target=$2
    shift 2
    rm -rf "$work/out"
    mkdir "$work/out"
    (cd "$root/netmap-sys" && env "$@" OUT_DIR="$work/out" HOST="$host" TARGET="$target" \
        OPT_LEVEL=0 DEBUG=false CARGO_CFG_TARGET_ARCH="${target%%-*}" CARGO_CFG_TARGET_OS="$os" \
        CARGO_CFG_TARGET_FEATURE= CARGO_ENCODED_RUSTFLAGS= NETMAP_LOCATION="$prefix" \
        "$script") >"$work/said" || fail "the build script failed: $(cat "$work/said")"
    errors=$(sed -n 's/^cargo::error=//p' "$work/said")
    [ -n "$errors" ] || return 0
    # Other bindings than the checked-in ones are an error to the build script; here they are the
    # question, and the diff is the answer.
    [ -s "$work/out/net.rs" ] || fail "$target: $errors"
    tail -n +4 "$root/netmap-sys/src/bindings/net.rs" | cmp -s - "$work/out/net.rs" &&
        fail "$target: $errors"
    return 0
}

# netmap_ioctls SYSTEM: the ioctl numbers by the compiler are those that the tests expect.
netmap_ioctls() {
    for name in NIOCCTRL NIOCTXSYNC NIOCRXSYNC NIOCGINFO NIOCREGIF NIOCCONFIG; do
        want=$(sed -n "/\"$name\": {/,/}/s/.*\"$1\": \"\(0x[0-9a-f]*\)\".*/\1/p" \
            "$root/netmap-sys/tests/data/netmap-abi.json")
        have=$(sed -n "s/^pub const netmap_sys_$name: .* = \([0-9]*\);/\1/p" "$work/out/ioctls.rs")
        [ -n "$want" ] && [ "$((want))" = "$have" ] || {
            echo "bindings.sh: $name on $1 is $have, and $want is expected" >&2
            exit 1
        }
    done
    echo "bindings.sh: the ioctl numbers of $1 are the expected ones"
}

# netmap_settle NAME ORIGIN: compares or writes $work/out/NAME.rs.
netmap_settle() {
    {
        echo "// Made from $2, by bindgen $bindgen (ci/bindings.sh netmap)."
        echo "// Not to be edited: build/generate.rs says what is taken."
        echo
        cat "$work/out/$1.rs"
    } >"$work/$1.rs"
    settle "$work/$1.rs" "$root/netmap-sys/src/bindings/$1.rs"
}

netmap() {
    command -v clang >/dev/null || fail "no clang here, which compiles for FreeBSD"
    host=$(rustc -vV | sed -n 's/^host: //p')
    bindgen=$(sed -n '/^name = "bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' "$root/Cargo.lock")
    env DISABLE_NETMAP_KERNEL=1 cargo check --quiet --locked --manifest-path "$root/Cargo.toml" \
        --package netmap-sys --features netmap-sys/kernel --target-dir "$work/target" >&2 ||
        fail "the build script does not compile"
    script=$(echo "$work"/target/debug/build/netmap-sys-*/build-script-build)
    [ -x "$script" ] || fail "no build script at $script"

    freebsd_headers
    # FreeBSD's netmap headers alone make the prefix; the system's are behind them.
    mkdir -p "$work/freebsd/include"
    mkdir "$work/freebsd/include/net"
    cp "$freebsd"/generic-freebsd/net/netmap*.h "$work/freebsd/include/net/"
    os=freebsd
    builtin=$(clang -print-resource-dir)/include
    for arch in aarch64 x86_64; do
        target=$arch-unknown-freebsd
        flags="-nostdinc -isystem $builtin -isystem $freebsd/$arch-freebsd-none -isystem $freebsd/generic-freebsd"
        netmap_script "$work/freebsd" "$target" CC=clang AR=ar \
            CFLAGS="--target=$target $flags" BINDGEN_EXTRA_CLANG_ARGS="--target=$target $flags"
        cp "$work/out/net.rs" "$work/$arch.rs"
        netmap_ioctls freebsd
    done
    diff -u "$work/x86_64.rs" "$work/aarch64.rs" || fail "the bindings differ between architectures"
    origin="the headers of FreeBSD and of netmap upstream, which give the same"
    netmap_settle net "$origin"

    if [ -z "${NETMAP_HEADERS:-}" ]; then
        echo "SKIP Linux's headers and libnetmap.h: NETMAP_HEADERS is not set"
        [ -z "${PACKET_IO_NO_SKIP:-}" ] || exit 2
        return
    fi
    # The headers alone: with the library the functions would be declared, too.
    mkdir "$work/linux"
    ln -s "$NETMAP_HEADERS/include" "$work/linux/include"
    os=linux
    netmap_script "$work/linux" "$host"
    diff -u "$work/x86_64.rs" "$work/out/net.rs" || fail "FreeBSD's and Linux's headers differ"
    netmap_ioctls linux
    netmap_settle libnetmap "libnetmap.h of netmap upstream"
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
    netmap) netmap ;;
    *) fail "usage: ci/bindings.sh xdp|netmap [--write]" ;;
esac

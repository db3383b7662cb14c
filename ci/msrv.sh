#!/usr/bin/env bash
# Checks packages with the oldest Rust that the project promises: ci/msrv.sh CARGO_CHECK_OPTION...
#
# The compiler is that of rustup's toolchain of this version, or else that of the Debian release
# which has this version, run from a folder of its own: nothing is installed. cargo is the usual
# one. Exit code 2: there is no such compiler here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The Debian release whose compiler is Rust 1.85.
SUITE=trixie
PACKAGES=(
    rustc libstd-rust-1.85 libstd-rust-dev libllvm19 libc6 libgcc-s1 libstdc++6 libz3-4 libgmp10
    libzstd1 zlib1g liblzma5 libxml2 libffi8 libedit2 libtinfo6 libbsd0 libmd0
)

fail() {
    echo "msrv.sh: $*" >&2
    exit 2
}

version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
folder=$PWD/target/ci/rustc-$version

# Downloads and unpacks the compiler. The machine's own apt lists and packages stay as they are.
obtain() {
    local keyring=/usr/share/keyrings/debian-archive-keyring.gpg mirror apt=$folder.apt
    command -v apt-get >/dev/null || fail "no Rust $version and no apt-get to get it with"
    [[ -e $keyring ]] || fail "no Rust $version, and no archive keys: install debian-archive-keyring"
    mirror=$(apt-get update --print-uris | sed -n "s|^'\(.*/debian\)/*/dists/.*|\1|p" | head -n 1)
    [[ -n $mirror ]] || fail "no Rust $version, and apt knows no Debian mirror here"
    rm -rf "$folder" "$apt"
    mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/parts" "$apt/debs"
    echo "deb [signed-by=$keyring] $mirror $SUITE main" >"$apt/sources.list"
    local options=(
        -qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=$apt/parts"
        -o "Dir::State::lists=$apt/lists" -o Dir::State::status=/dev/null
        -o "Dir::Cache=$apt" -o "Dir::Cache::archives=$apt/archives"
        -o "APT::Sandbox::User=$(id -un)" -o APT::Update::Error-Mode=any
    )
    apt-get "${options[@]}" update || fail "no package lists from $mirror"
    (cd "$apt/debs" && apt-get "${options[@]}" download "${PACKAGES[@]}") ||
        fail "$SUITE lacks a package of Rust $version"
    local deb
    for deb in "$apt"/debs/*.deb; do
        dpkg-deb -x "$deb" "$folder.new"
    done
    rm -rf "$apt"
    # It needs libraries newer than the machine's, so it starts with its own loader.
    cat >"$folder.new/compiler" <<SCRIPT
#!/bin/sh
exec "$folder/usr/lib64/ld-linux-x86-64.so.2" --library-path "$folder/usr/lib/x86_64-linux-gnu" \\
    "$folder/usr/bin/rustc" --sysroot "$folder/usr" "\$@"
SCRIPT
    chmod +x "$folder.new/compiler"
    mv "$folder.new" "$folder"
}

if RUSTC=$(rustup which --toolchain "$version" rustc 2>/dev/null); then
    echo "msrv.sh: rustup's toolchain"
else
    [[ $(uname -m) == x86_64 ]] || fail "no Rust $version for $(uname -m)"
    [[ -x $folder/compiler ]] || obtain
    RUSTC=$folder/compiler
fi
export RUSTC
found=$("$RUSTC" --version)
echo "msrv.sh: $found"
[[ $found == "rustc $version."* ]] || fail "that is not Rust $version"
cargo check --locked --target-dir target/msrv "$@"

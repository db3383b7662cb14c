"""Checks of the tree itself: own.py CRATE..., from the root, with the crates that are published.

* No file that is tracked names a path, a user or a host of the machine it was written on, and none
  has work that was put off.
* Each published crate has the root's licence texts, a README, and the fields that a registry asks
  for; its package holds those texts.
* Every dependency has a licence that goes with ours, and comes from the registry.
"""

import getpass
import json
import os
import re
import socket
import subprocess
import sys

LICENCES = ["LICENSE-MIT", "LICENSE-APACHE"]
FIELDS = ["description", "license", "rust_version", "readme", "categories", "keywords"]
# What a dependency may be licensed under; of alternatives one suffices.
ALLOWED = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "ISC",
           "Unicode-3.0", "Unlicense", "Zlib", "0BSD", "CC0-1.0", "BSL-1.0"}
# Not this file's own lines.
PUT_OFF = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX\\b", "unimplemented" + "!", "\\btodo" + "!"]))
HOME = re.compile(r"/(?:root|home/[a-z][\w-]*)/")
SKIPPED = (".png", ".svg", ".lock")


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def machine_words():
    """Literal strings that only this machine's files could have put here."""
    words = {os.getcwd(), os.path.expanduser("~") + "/", os.environ.get("CARGO_HOME", "")}
    host = socket.gethostname()
    if len(host) > 5 and host not in ("localhost", "debian"):
        words.add(host)
    user = getpass.getuser()
    if user not in ("root", "runner", "user", "build") and len(user) > 3:
        words.add(f"/{user}/")
    return [word for word in words if len(word) > 3]


def tree():
    words = machine_words()
    for name in run("git", "ls-files", "-z").split("\0"):
        if not name or name.endswith(SKIPPED) or not os.path.isfile(name):
            continue
        with open(name, encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                for word in words:
                    if word in line:
                        yield f"{name}:{number}: names {word}, which is this machine's"
                if HOME.search(line):
                    yield f"{name}:{number}: names somebody's home directory"
                if PUT_OFF.search(line):
                    yield f"{name}:{number}: work put off: {line.strip()}"


def crates(published):
    packages = {p["name"]: p for p in metadata("--no-deps")["packages"]}
    for name, package in packages.items():
        if (package["publish"] is None) != (name in published):
            yield f"{name}: published or not? Cargo.toml and ci/run differ"
    for name in published:
        package = packages.get(name)
        if package is None:
            yield f"{name}: no such package in the workspace"
            continue
        for field in FIELDS:
            if not package[field]:
                yield f"{name}: Cargo.toml has no {field}"
        if "placeholder" in (package["description"] or ""):
            yield f"{name}: the description is a placeholder"
        folder = os.path.dirname(package["manifest_path"])
        for text in LICENCES:
            theirs = os.path.join(folder, text)
            if not os.path.isfile(theirs) or open(theirs).read() != open(text).read():
                yield f"{name}: {text} is not the root's"
        packed = run("cargo", "package", "--list", "--allow-dirty", "-p", name).split("\n")
        for file in LICENCES + ["README.md", "Cargo.toml", "src/lib.rs"]:
            if file not in packed:
                yield f"{name}: its package lacks {file}"


def dependencies():
    for package in metadata()["packages"]:
        name = f"{package['name']} {package['version']}"
        if package["source"] is None:
            continue
        if not package["source"].startswith("registry+"):
            yield f"{name}: comes from {package['source']}"
        licence = (package["license"] or "").replace("/", " OR ")
        if not satisfied(licence):
            yield f"{name}: licence {licence or 'unknown'}"


def satisfied(expression):
    """Whether an SPDX expression can be met: one of its alternatives, all parts of it."""
    depth, parts = 0, [""]
    for word in re.findall(r"\(|\)|[^()\s]+", expression):
        depth += (word == "(") - (word == ")")
        if word == "OR" and depth == 0:
            parts.append("")
        else:
            parts[-1] += f" {word}"
    if len(parts) > 1:
        return any(satisfied(part) for part in parts)
    parts = re.split(r" AND (?![^(]*\))", expression)
    if len(parts) > 1:
        return all(satisfied(part) for part in parts)
    inner = expression.strip()
    if inner.startswith("(") and inner.endswith(")"):
        return satisfied(inner[1:-1])
    return inner in ALLOWED


def metadata(*options):
    return json.loads(run("cargo", "metadata", "--locked", "--format-version", "1", *options))


def main(published):
    wrong = [*tree(), *crates(published), *dependencies()]
    for line in wrong:
        print(line)
    print(f"{len(wrong)} things wrong in the tree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

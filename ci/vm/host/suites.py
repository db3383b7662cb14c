"""The project's test binaries: building them, listing their tests, reading what they said."""

import json
import os
import re
import shlex

from .common import ROOT, VmError, run
from .machine import Job

BUILD_LIMIT = 1800
LIST_LIMIT = 60
NEEDS = ("namespaces", "nics", "netmap")


class Suite:
    """One integration-test binary and the machines it belongs in."""

    def __init__(self, package, target, needs, features=(), env=None, limit=600):
        """`needs`: `namespaces` for tests that make their own interfaces, which is to say once for
        each kernel; `nics` for those that use the machine's pair; `netmap` for the module."""
        assert needs in NEEDS
        self.package, self.target, self.needs = package, target, needs
        self.features, self.env, self.limit = list(features), env or {}, limit
        self.name = f"{package}/{target}"
        self.program = None

    def tests(self, chosen):
        """The names of the tests that the filter selects, asked of the binary itself."""
        command = [self.program, "--list", "--format", "terse"] + ([chosen] if chosen else [])
        out = run(command, LIST_LIMIT, f"listing the tests of {self.name}")
        return re.findall(r"^(\S+): test$", out, re.M)

    def program_name(self):
        """What the program is called inside: two packages may have a target of one name."""
        return f"{self.package}-{self.target}"

    def job(self, chosen, limit, allow_skips):
        """The job that runs this suite inside, and the tests whose results must come back."""
        words = [self.program_name(), "--test-threads=1", "--nocapture"]
        words += [chosen] if chosen else []
        env = dict(self.env, RUST_BACKTRACE="1", PACKET_IO_NO_SKIP="" if allow_skips else "1")
        exports = "".join(f"export {key}={shlex.quote(value)}\n" for key, value in env.items() if value)
        script = f"{exports}exec {shlex.join(words)}\n"
        return TestJob(self, self.tests(chosen), script, limit or self.limit)


SUITES = [
    Suite("xdp-socket", "net", "namespaces"),
    Suite("xdp-socket", "nic", "nics"),
    Suite("netmap-rs", "net", "netmap", ["netmap-rs/sys"], {"NETMAP_BACKEND": "kernel"}),
    Suite("netmap-rs", "tokio", "netmap", ["netmap-rs/sys"], {"NETMAP_BACKEND": "kernel"}),
]


def build(wanted):
    """Builds the suites that exist and sets their `program`; returns (built, missing)."""
    metadata = json.loads(_cargo("metadata", "--no-deps", "--format-version", "1"))
    there = {(package["name"], target["name"]) for package in metadata["packages"]
             for target in package["targets"] if "test" in target["kind"]}
    built = [suite for suite in wanted if (suite.package, suite.target) in there]
    # As one build of the workspace, so that what `cargo test --workspace` compiled is used again.
    words = ["test", "--locked", "--workspace", "--no-run", "--message-format=json"]
    for target in sorted({suite.target for suite in built}):
        words += ["--test", target]
    for feature in sorted({feature for suite in built for feature in suite.features}):
        words += ["--features", feature]
    by_source = {}
    for line in (_cargo(*words) if built else "").splitlines():
        message = json.loads(line) if line.startswith("{") else {}
        if message.get("executable"):
            by_source[message["target"]["src_path"]] = message["executable"]
    for suite in built:
        source = next(target["src_path"] for package in metadata["packages"] if package["name"] == suite.package
                      for target in package["targets"] if target["name"] == suite.target and "test" in target["kind"])
        if source not in by_source:
            raise VmError(f"cargo built no program for {suite.name}")
        suite.program = by_source[source]
    return built, [suite for suite in wanted if suite not in built]


def build_program(package, name, features):
    """Builds one binary of the workspace and returns its path."""
    out = _cargo("build", "--locked", "--message-format=json", "-p", package, "--bin", name,
                 "--features", features)
    found = [json.loads(line).get("executable") for line in out.splitlines() if line.startswith("{")]
    return next(path for path in reversed(found) if path)


def _cargo(*words):
    cargo = os.environ.get("CARGO", "cargo")
    return run([cargo, *words], BUILD_LIMIT, f"cargo {words[0]}", cwd=ROOT)


class TestJob(Job):
    """A run of a test binary, with a result for each test."""

    def __init__(self, suite, expected, script, limit):
        super().__init__(suite.name, script, limit)
        self.suite = suite
        self.expected = expected

    def read(self):
        """Reads the output once the machine has ended: results, outputs, skips, features by test."""
        self.results, self.outputs, self.skips = {}, {}, {}
        parts = re.split(r"^test (\S+)(?: - should panic)? \.\.\. ", self.output, flags=re.M)
        for place, (name, text) in enumerate(zip(parts[1::2], parts[2::2]), 1):
            text, *summary = re.split(r"^(?:failures:|successes:|test result: )", text, maxsplit=1, flags=re.M)
            text = text.rstrip()
            match = re.search(r"(ok|FAILED|ignored)$|(ignored), [^\n]*$", text)
            # The last words of a test that was killed are no result, whatever they are.
            if match and (summary or 2 * place < len(parts) - 1):
                self.results[name] = match.group(1) or match.group(2)
                text = text[:match.start()]
            self.outputs[name] = self.outputs.get(name, "") + text
        for name, text in self.outputs.items():
            skip = re.search(r"SKIP [^:\n]*: (.*)", text)
            if skip:
                self.skips[name] = skip.group(1).strip()

    def count(self, result):
        """How many expected tests ended with this result, skipped ones apart."""
        return sum(self.results.get(name) == result and name not in self.skips for name in self.expected)

    def by_module(self):
        """Tests that passed and tests in all, by the module they are in."""
        counts = {}
        for name in self.expected:
            if self.results.get(name) == "ignored":
                continue
            passed, total = counts.get(name.rpartition("::")[0], (0, 0))
            good = self.results.get(name) == "ok" and name not in self.skips
            counts[name.rpartition("::")[0]] = passed + good, total + 1
        return counts

    def bad(self):
        """The tests that did not pass, with the reason."""
        found = []
        for name in self.expected:
            result = self.results.get(name)
            if result == "FAILED":
                found.append((name, "failed"))
            elif result is None:
                hung = self.status == "hang" and name in self.outputs
                found.append((name, f"hung: killed after {self.limit} s" if hung else "gave no result"))
        return found

    def problem(self):
        """As for any job; a missing result is a failure even if the program ended well."""
        bad = self.bad()
        if bad:
            return f"{len(bad)} of {len(self.expected)} tests did not pass: " + \
                   ", ".join(f"{name} ({why})" for name, why in bad[:5]) + (", ..." if len(bad) > 5 else "")
        return super().problem()

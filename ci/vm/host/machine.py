"""One virtual machine from boot to end: what it is given, what it says, how it is judged."""

import os
import re
import resource
import secrets
import select
import shlex
import signal
import subprocess
import tempfile
import time

from .common import VM_DIR, end
from .initramfs import Initramfs
from .nics import MAC_A, MAC_B

CMDLINE = "console=ttyS0,115200 quiet loglevel=5 panic=-1 oops=panic mitigations=off " \
          "net.ifnames=0 random.trust_cpu=on rcupdate.rcu_expedited=1"


class Job:
    """One script that the machine runs, and what became of it."""

    def __init__(self, name, script, limit):
        self.name = name
        self.script = script
        self.limit = limit
        self.begun = False
        self.status = None  # exit code as text, or "hang"
        self.output = ""
        self.log = ""

    def features(self):
        """What it reported of kernel and driver: `FEATURE name: yes`, `FEATURE name: no (why)`."""
        found = re.findall(r"^FEATURE (.+): (\w+)(?: \((.*)\))?$", self.output, re.M)
        return {feature: [value, detail] for feature, value, detail in found}

    def problem(self):
        """Why this job did not end well; None when it did."""
        if not self.begun:
            return "never ran"
        if self.status is None:
            return "did not end"
        if self.status == "hang":
            return f"was still running after {self.limit} s and was killed"
        return None if self.status == "0" else f"exit code {self.status}"


class Machine:
    """A kernel, a NIC and jobs; `boot` runs them and fills in the results."""

    def __init__(self, kernel, nic, qemu, busybox, options):
        """`options` has the fields accel, count_instructions, smp, memory (MiB) and boot_limit (seconds)."""
        self.kernel, self.nic, self.qemu, self.busybox = kernel, nic, qemu, busybox
        self.options = options
        self.files = Initramfs()
        self.jobs = []
        self.nics = []
        self.extra_modules = []
        self.console = ""
        self.failure = None
        self.booted = None
        self.seconds = self.processor_seconds = 0.0

    def add_job(self, job):
        """Adds a script to be run inside, after those added before."""
        self.jobs.append(job)

    def _fill(self, word):
        files = self.files
        files.add_program(self.busybox, "bin/busybox")
        with open(os.path.join(VM_DIR, "guest", "init"), "rb") as file:
            files.add("init", file.read(), 0o755)
        files.add("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n")
        files.add("etc/group", "root:x:0:\nnogroup:x:65534:\n")
        modules = self.kernel.resolve(["veth", "tun", "af_packet_diag", "crc32c_intel"] + self.nic.modules)
        for index, (name, content) in enumerate(modules + self.extra_modules):
            files.add(f"vm/modules/{index:02}-{name}.ko", content)
        wired = self.nic.device is not None
        config = {"WORD": word, "MAC_A": MAC_A if wired else "", "MAC_B": MAC_B if wired else "",
                  "HUGE_PAGES": str(self.options.memory // 16)}
        files.add("vm/config", "".join(f"{key}={shlex.quote(value)}\n" for key, value in config.items()))
        lines = []
        for index, job in enumerate(self.jobs):
            files.add(f"vm/job{index}.sh", job.script)
            lines.append(f"job {shlex.quote(job.name)} {job.limit} /vm/job{index}.sh\n")
        files.add("vm/jobs", "".join(lines))

    def boot(self):
        """Runs the machine. What went wrong is in `failure` and in the jobs afterwards."""
        limit = self.options.boot_limit + sum(job.limit + 15 for job in self.jobs)
        word = secrets.token_hex(8)
        with tempfile.TemporaryDirectory(prefix="packet-io-vm-") as folder:
            initramfs, console = os.path.join(folder, "initramfs"), os.path.join(folder, "console")
            errors = os.path.join(folder, "errors")
            self._fill(word)
            self.files.write(initramfs)
            command = self.qemu.command(self.kernel.image, initramfs, CMDLINE, console,
                                        self.options, self.nic.arguments())
            started, used = time.monotonic(), _processor_seconds()
            with open(errors, "wb") as file:
                child = self.qemu.start(command, file)
                reader = _Reader(self, word)
                try:
                    reader.follow(child.stdout.fileno(), started, self.options.boot_limit, limit)
                finally:
                    end_code = _exit_code(child) if reader.ended else None
                    end(child)
                    child.stdout.close()
            self.seconds = time.monotonic() - started
            self.processor_seconds = _processor_seconds() - used
            self.console = _text(console)
            reader.conclude(end_code, _text(errors).strip())

    def problems(self):
        """Everything that makes this machine a failure, a line each."""
        found = [self.failure] if self.failure else []
        return found + [f"{job.name}: {job.problem()}" for job in self.jobs if job.problem()]


def _text(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode(errors="replace").replace("\r", "")
    except OSError:
        return ""


def _processor_seconds():
    """What all children that have ended used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _exit_code(child):
    """The exit code of a QEMU that has closed its output; None if it lingers."""
    try:
        return child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        return None


class _Reader:
    """Follows the results' channel and files what it says."""

    def __init__(self, machine, word):
        self.machine = machine
        self.mark = f"\n@{word} ".encode()
        self.buffer = b"\n"
        self.job = None
        self.into_log = False
        self.done = False
        self.ended = False

    def follow(self, descriptor, started, boot_limit, limit):
        """Reads until the machine ends or a time limit passes."""
        while True:
            allowed = limit if self.machine.booted else boot_limit
            left = started + allowed - time.monotonic()
            if left <= 0:
                what = "was not done" if self.machine.booted else "did not boot"
                self.machine.failure = f"the machine {what} within {allowed} s and was killed"
                break
            if not select.select([descriptor], [], [], left)[0]:
                continue
            data = os.read(descriptor, 65536)
            if not data:
                self.ended = True
                break
            self.buffer += data.replace(b"\r", b"")
            self._digest()
        self._text(self.buffer)

    def _digest(self):
        while True:
            at = self.buffer.find(self.mark)
            if at < 0:
                keep = len(self.mark)
                self._text(self.buffer[:-keep])
                self.buffer = self.buffer[-keep:]
                return
            stop = self.buffer.find(b"\n", at + len(self.mark))
            if stop < 0:
                return
            self._text(self.buffer[:at])
            line = self.buffer[at + len(self.mark):stop].decode(errors="replace")
            self.buffer = self.buffer[stop:]
            self._verb(*line.partition(" ")[::2])

    def _text(self, data):
        if self.job:
            text = data.decode(errors="replace")
            if self.into_log:
                self.job.log += text
            else:
                self.job.output += text

    def _verb(self, verb, rest):
        machine = self.machine
        if verb == "boot":
            machine.booted = rest
        elif verb == "nic":
            machine.nics.append(rest.split())
        elif verb == "fail":
            machine.failure = rest
        elif verb == "begin":
            self.job = next(job for job in machine.jobs if job.name == rest)
            self.job.begun, self.into_log = True, False
        elif verb == "log":
            self.into_log = True
        elif verb == "end":
            self.job.status = rest.rpartition(" ")[2]
            self.job = None
        elif verb == "done":
            self.done = True

    def conclude(self, code, errors):
        """Judges the end: anything but a complete report and an orderly stop is a failure."""
        machine = self.machine
        if machine.failure:
            return
        panic = next((line for line in machine.console.splitlines()
                      if "Kernel panic" in line or "BUG:" in line or "Oops" in line), None)
        if panic:
            machine.failure = f"the kernel died: {panic.strip()}"
        elif code not in (None, 0):
            reason = errors.splitlines()[-1] if errors else signal.strsignal(-code) if code < 0 else "no reason given"
            machine.failure = f"QEMU ended with code {code}: {reason}"
        elif not machine.booted:
            machine.failure = f"the machine ended before it booted: {errors or 'QEMU gave no reason'}"
        elif not self.done:
            machine.failure = "the machine ended before its report was complete"
        elif machine.booted != machine.kernel.release:
            machine.failure = f"booted {machine.booted}, expected {machine.kernel.release}"


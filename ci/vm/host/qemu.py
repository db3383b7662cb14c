"""QEMU: finding or fetching it, and the one command line that boots a virtual machine."""

import os
import re
import shutil
import subprocess

from .common import VmError, die_with_parent, run, say
from .packages import Apt, unpack

OLDEST = 7  # igb as an emulated NIC needs 8; everything else works with 7


class Qemu:
    """A QEMU that runs on this machine: its program, its environment, its version."""

    def __init__(self, program, libraries=None, data=()):
        self.program = program
        self.data = list(data)
        self.env = dict(os.environ)
        if libraries:
            self.env["LD_LIBRARY_PATH"] = ":".join(libraries)
        out = run([program, "--version"], 20, "QEMU", env=self.env)
        match = re.search(r"version (\d+)\.(\d+)\S*(?: \(([^)]*)\))?", out)
        if not match:
            raise VmError(f"QEMU: {program} --version says {out.strip()[:80]!r}")
        self.version = (int(match.group(1)), int(match.group(2)))
        self.text = match.group(0).replace("version ", "")

    def devices(self):
        """The names of the devices this build emulates."""
        out = run([self.program, "-device", "help"], 20, "QEMU", env=self.env)
        return set(re.findall(r'^name "([^"]+)"', out, re.M))

    def command(self, kernel, initramfs, cmdline, console, options, devices):
        """The command line: no defaults, no display, no network but the given devices.

        ttyS0 is the kernel's console, written to the file `console`; ttyS1, the results' channel,
        is QEMU's standard output.
        """
        command = [self.program]
        for path in self.data:
            command += ["-L", path]
        tcg = options.accel == "tcg"
        if options.count_instructions:
            accel = ["-accel", "tcg,thread=single", "-icount", "shift=0,sleep=off"]
        else:
            accel = ["-accel", "tcg,thread=multi" if tcg else "kvm"]
        return command + [
            "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
            "-machine", "q35", *accel,
            "-cpu", "max" if tcg else "host", "-smp", str(options.smp), "-m", str(options.memory),
            "-serial", f"file:{console}", "-serial", "stdio",
            "-kernel", kernel, "-initrd", initramfs, "-append", cmdline, *devices,
        ]

    def start(self, command, errors):
        """Starts QEMU in a session of its own; it ends with this process at the latest."""
        return subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=errors, start_new_session=True, preexec_fn=die_with_parent)


def find(chosen, cache, site, refresh):
    """QEMU by the option; else the system's, when new enough; else fetched into the cache."""
    if chosen:
        return Qemu(chosen)
    installed = shutil.which("qemu-system-x86_64")
    if installed:
        qemu = Qemu(installed)
        if qemu.version >= (8, 0):
            return qemu
        say(f"qemu    {qemu.text} at {installed} is older than 8, which igb needs: fetching a newer one")
    where = os.path.join(cache, "qemu")
    try:
        return _unpacked(where)
    except VmError:
        _fetch(where, cache, site(), refresh)
    return _unpacked(where)


def _unpacked(where):
    libraries = [os.path.join(where, path) for path in ("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu")]
    data = [os.path.join(where, path) for path in ("usr/share/qemu", "usr/share/seabios")]
    return Qemu(os.path.join(where, "usr/bin/qemu-system-x86_64"), libraries, data)


def _fetch(where, cache, site, refresh):
    name, codename = os_release()
    if name != "debian" or not codename:
        raise VmError("no QEMU: install qemu-system-x86 (8 or newer), or name one with --qemu PATH")
    release = codename if codename in ("trixie", "forky", "sid") else codename + "-backports"
    suites = [codename] if release == codename else [codename, release]
    apt = Apt(os.path.join(cache, "apt-qemu"), suites, site, installed=True, refresh=refresh)
    apt.update()
    fresh = where + ".new"
    shutil.rmtree(fresh, ignore_errors=True)
    for deb in apt.download_missing(release, "qemu-system-x86"):
        unpack(deb, fresh, lambda path: path.startswith(("usr/bin/qemu-system-x86_64", "usr/lib/", "lib/",
                                                         "usr/share/qemu/", "usr/share/seabios/")))
    shutil.rmtree(where, ignore_errors=True)
    os.rename(fresh, where)


def os_release():
    """The system's name and the codename of its release, as /etc/os-release has them."""
    fields = {}
    try:
        with open("/etc/os-release") as file:
            for line in file:
                key, _, value = line.strip().partition("=")
                fields[key] = value.strip('"')
    except OSError:
        pass
    return fields.get("ID"), fields.get("VERSION_CODENAME")

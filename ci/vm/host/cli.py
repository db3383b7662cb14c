"""The command line of ci/vm/run."""

import argparse
import os
import signal
import sys

from . import initramfs, kernels, nics, packages, qemu
from .common import VmError, cache_dir, say
from .machine import Job, Machine


def parser():
    """The options, whose help is the reference of this tool."""
    top = argparse.ArgumentParser(prog="ci/vm/run", description="Boots other kernels with other NICs under QEMU "
                                  "and runs the project's tests there. README.md beside it says more.")
    top.add_argument("--kernel", action="append", metavar="WHICH",
                     help="6.1, 6.12, newest, any version Debian offers, or a path; may be repeated")
    top.add_argument("--nic", action="append", metavar="KIND", help=f"{', '.join(nics.NICS)}; may be repeated")
    top.add_argument("--netmap-module", metavar="PATH", help="netmap.ko built for that kernel")
    top.add_argument("--exec", metavar="SCRIPT", help="run this shell script inside instead of the tests")
    top.add_argument("--add", action="append", default=[], metavar="PROGRAM",
                     help="put a program and its libraries on the path inside; may be repeated")
    top.add_argument("--time-limit", type=int, metavar="SECONDS", help="limit for one script or test binary")
    top.add_argument("--cache", metavar="DIR", help="what is kept between runs")
    top.add_argument("--mirror", metavar="URI", help="Debian mirror (default: the one apt uses here)")
    top.add_argument("--refresh", action="store_true", help="fetch the package lists again, however young")
    top.add_argument("--qemu", metavar="PROGRAM", help="a qemu-system-x86_64 to use")
    top.add_argument("--accel", choices=["tcg", "kvm"], default="tcg")
    top.add_argument("--smp", type=int, default=2, metavar="N", help="processors of a machine")
    top.add_argument("--memory", type=int, default=1024, metavar="MIB", help="memory of a machine")
    return top


def main(arguments):
    """Runs the tool; the exit code is 0 for success, 1 for a failed test, 2 when it could not run."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return Session(parser().parse_args(arguments)).execute()
    except VmError as error:
        print(f"ci/vm/run: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("ci/vm/run: interrupted", file=sys.stderr)
        return 130


class Session:
    """One call of the tool: what is obtained once and used by every machine."""

    def __init__(self, options):
        self.options = options
        self.cache = cache_dir(options.cache)
        self.archive = kernels.Archive(self.cache, self.site, options.refresh)
        self.kernels = {}

    def site(self):
        """The Debian mirror, asked for only when something is to be fetched."""
        return packages.mirror(self.options.mirror)

    def kernel(self, which):
        """The kernel of this name, obtained once."""
        if which not in self.kernels:
            if os.path.exists(which):
                self.kernels[which] = kernels.from_path(which, self.cache)
            else:
                self.kernels[which] = self.archive.get(which)
            say(f"kernel  {which}: {self.kernels[which]}")
        return self.kernels[which]

    def execute(self):
        """Does what the options say."""
        self.qemu = qemu.find(self.options.qemu, self.cache, self.site, self.options.refresh)
        say(f"qemu    {self.qemu.text}")
        self.busybox = initramfs.busybox(self.cache, self.site, self.options.refresh)
        kernel = self.kernel((self.options.kernel or ["newest"])[0])
        nic = nics.get((self.options.nic or ["veth"])[0])
        machine = self.machine(kernel, nic)
        machine.add_job(Job("exec", self.options.exec, self.options.time_limit or 120))
        machine.boot(self.options.time_limit or 300)
        for job in machine.jobs:
            print(job.output.strip("\n"))
        for problem in machine.problems():
            print(f"FAILED {problem}", file=sys.stderr)
        if machine.failure:
            print(machine.console, file=sys.stderr)
        say(f"machine {kernel.release} {nic.name}: {machine.nics} {machine.seconds:.1f} s")
        return 1 if machine.problems() else 0

    def machine(self, kernel, nic):
        """A machine of this kernel and NIC, with what the options add to it."""
        nic.check(self.qemu)
        machine = Machine(kernel, nic, self.qemu, self.busybox, self.options.accel,
                          self.options.smp, self.options.memory)
        if self.options.netmap_module:
            content = kernels.check_module(self.options.netmap_module, kernel)
            machine.extra_modules.append(("netmap", content))
        for program in self.options.add:
            machine.files.add_program(program, f"vm/bin/{os.path.basename(program)}")
        return machine

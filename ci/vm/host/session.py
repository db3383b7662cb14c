"""One call of the tool: what is obtained once, the machines that are planned, and running them."""

import contextlib
import fcntl
import os

from . import initramfs, kernels, nics, packages, qemu, report, suites
from .common import VM_DIR, VmError, say
from .machine import Job, Machine

KERNELS = ["6.1", "6.12", "newest"]
NICS = ["veth", "virtio", "igb"]
SHORT = [("6.1", "veth"), ("newest", "igb")]


class Session:
    """Everything that the machines of one call share."""

    def __init__(self, options, cache):
        self.options, self.cache = options, cache
        self.cells = []
        self.kernels = {}
        self.suites = []
        self.tool = None
        for program in options.add:
            if not os.path.isfile(program):
                raise VmError(f"--add {program}: no such file")
        if options.count_instructions and options.accel != "tcg":
            raise VmError(f"--count-instructions counts those of an emulated processor: --accel tcg, "
                          f"not {options.accel}")
        if options.netmap_tools and not options.netmap_module:
            raise VmError("--netmap-tools needs --netmap-module")
        if options.netmap_tools and not os.path.isfile(os.path.join(options.netmap_tools, "pkt-gen")):
            raise VmError(f"--netmap-tools {options.netmap_tools}: no pkt-gen in it")
        with self._lock():
            self.archive = kernels.Archive(cache, self._site, options.refresh)
            self.qemu = qemu.find(options.qemu, cache, self._site, options.refresh)
            say(f"qemu    {self.qemu.text}, {options.accel}")
            self.busybox = initramfs.busybox(cache, self._site, options.refresh)

    def _site(self):
        return packages.mirror(self.options.mirror)

    @contextlib.contextmanager
    def _lock(self):
        """Two calls at once must not fetch into the cache at once."""
        with open(os.path.join(self.cache, "lock"), "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _kernel(self, which):
        if which not in self.kernels:
            with self._lock():
                by_path = os.path.exists(which)
                kernel = kernels.from_path(which, self.cache) if by_path else self.archive.get(which)
            say(f"kernel  {which}: {kernel}")
            self.kernels[which] = kernel
        return self.kernels[which]

    def _machine(self, which, nic_name, netmap=False):
        nic = nics.get(nic_name)
        nic.check(self.qemu)
        kernel = self._kernel(which)
        options = self.options
        machine = Machine(kernel, nic, self.qemu, self.busybox, options)
        if netmap:
            content = kernels.check_module(options.netmap_module, kernel)
            machine.extra_modules.append(("netmap", content))
        for program in options.add:
            machine.files.add_program(program, f"vm/bin/{os.path.basename(program)}")
        return machine

    def script(self):
        """Runs the script of --exec in one machine, and passes its output on."""
        options = self.options
        which = self._one("kernel", options.kernel, "newest")
        machine = self._machine(which, self._one("nic", options.nic, "veth"), bool(options.netmap_module))
        job = Job("script", options.exec, options.time_limit or 120)
        machine.add_job(job)
        machine.boot()
        say(job.output.strip("\n"))
        job.output = ""
        report.print_machine(machine)
        return bool(machine.problems())

    @staticmethod
    def _one(option, values, default):
        if values and len(values) > 1:
            raise VmError(f"--exec runs in one machine: give --{option} once")
        return values[0] if values else default

    def _plan(self):
        """The machines to run, as (kernel, nic, netmap), and those left out."""
        options = self.options
        whole = [(kernel, nic, False) for kernel in options.kernel or KERNELS for nic in options.nic or NICS]
        if options.netmap_module and not options.kernel:
            content = kernels.read_module(options.netmap_module)
            made_for = kernels.modinfo(content).get("vermagic", "").split(" ")[0]
            whole.append((made_for, "veth", True))
        elif options.netmap_module:
            whole = [(kernel, nic, True) for kernel, nic, _ in whole]
        if not options.short:
            return whole, []
        chosen = [item for item in whole if item[:2] in SHORT or item[2]]
        return chosen, [item for item in whole if item not in chosen]

    def tests(self):
        """Runs the matrix, or the part of it that the options choose. True when anything failed."""
        plan, left_out = self._plan()
        machines = [self._planned(*item) for item in plan]
        needed = {need for item in plan for need in self._needs(item)}
        wanted = [suite for suite in suites.SUITES if suite.needs in needed]
        say(f"build   {', '.join(suite.name for suite in wanted)}")
        self.suites, missing = suites.build(wanted)
        for suite in missing:
            say(f"left out: {suite.name}: the workspace has no such test target")
        if self.options.netmap_tools:
            self.tool = suites.build_program("examples", "pktgen", "sys")
        failed, ran = [], 0
        for item, make in zip(plan, machines):
            machine = make()
            self._give_tests(machine, item)
            if not machine.jobs:
                continue
            say(f"--- {report.label(machine)}{' with netmap' if item[2] else ''}")
            machine.boot()
            ran += sum(len(job.expected) for job in machine.jobs if hasattr(job, "expected"))
            for job in machine.jobs:
                if hasattr(job, "expected"):
                    job.read()
            report.print_machine(machine)
            self.cells.append(report.cell(machine))
            if machine.problems():
                failed.append(f"{report.label(machine)}: {'; '.join(machine.problems())}")
        if not ran:
            raise VmError(f"no test matches {self.options.test!r} in the chosen machines")
        for kernel, nic, _ in left_out:
            say(f"left out by --short: kernel {kernel}, {nic}")
        if not self.options.netmap_module:
            say("left out: netmap's kernel module (no --netmap-module PATH given)")
        for line in failed:
            say(f"FAILED  {line}")
        return bool(failed)

    def _planned(self, which, nic, netmap):
        nics.get(nic).check(self.qemu)
        self._kernel(which)
        if netmap:
            kernels.check_module(self.options.netmap_module, self._kernel(which))
        return lambda: self._machine(which, nic, netmap)

    @staticmethod
    def _needs(item):
        """What the tests of a machine may need, by what it has."""
        _, nic, netmap = item
        if netmap:
            return ["netmap"]
        return ["namespaces", "nics"] if nic == "veth" else ["nics"]

    def _give_tests(self, machine, item):
        for suite in self.suites:
            if suite.needs not in self._needs(item):
                continue
            job = suite.job(self.options.test, self.options.time_limit, self.options.allow_skips)
            if job.expected:
                machine.files.add_program(suite.program, f"vm/bin/{suite.program_name()}", strip=True)
                machine.add_job(job)
        if item[2] and self.tool and not self.options.test:
            machine.files.add_program(self.tool, "vm/bin/pktgen", strip=True)
            machine.files.add_program(os.path.join(self.options.netmap_tools, "pkt-gen"), "vm/bin/pkt-gen")
            with open(os.path.join(VM_DIR, "guest", "interop.sh")) as file:
                machine.add_job(Job("interop", file.read(), self.options.time_limit or 180))

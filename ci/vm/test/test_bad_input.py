"""Bad input and faults: each ends in a clear line and a non-zero exit code, with no process left.

Run by `ci/vm/test/run`. The tests that boot a machine need the cache filled (any earlier run does it).
"""

import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest

RUN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "run")
MARK = "PACKET_IO_VM_TEST"


def call(*arguments, limit=90, env=None):
    """Runs the tool; returns its exit code and everything it said."""
    result = subprocess.run([sys.executable, RUN, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, timeout=limit, env=env)
    return result.returncode, result.stdout


def children_with(mark):
    """Processes whose environment carries this mark: everything that a call has started."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                if mark.encode() in file.read() and int(pid) != os.getpid():
                    found.append(int(pid))
        except OSError:
            pass
    return found


def gone(mark, limit=10):
    """Whether no process with the mark is left, now or a moment later."""
    end = time.monotonic() + limit
    while children_with(mark):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


class Case(unittest.TestCase):
    """A folder of its own, and the check that a failed call says what it should and leaves nothing."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="packet-io-vm-test-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.mark = f"{MARK}={os.urandom(8).hex()}"
        self.env = dict(os.environ, **dict([self.mark.split("=")]))

    def path_with(self, *tools):
        """A PATH that has only these programs."""
        where = os.path.join(self.folder, "bin")
        os.makedirs(where, exist_ok=True)
        for tool in tools:
            os.symlink(shutil.which(tool), os.path.join(where, tool))
        return where

    def file(self, name, content):
        """A file with this content."""
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def refused(self, words, *arguments, code=2, limit=90, **env):
        """Asserts that the tool ends with this code and a line that holds these words."""
        got, said = call(*arguments, limit=limit, env=dict(self.env, **env))
        self.assertIn(words, said)
        self.assertEqual(got, code, said)
        self.assertTrue(gone(self.mark), f"left behind: {children_with(self.mark)}")
        return said


class Setting(Case):
    """What is missing or wrong before anything boots."""

    def test_named_qemu_that_is_not_there(self):
        self.refused("cannot run /nonexistent/qemu", "--qemu", "/nonexistent/qemu", "--exec", "true")

    def test_program_that_is_no_qemu(self):
        self.refused("QEMU: /bin/true --version says", "--qemu", "/bin/true", "--exec", "true")

    def test_no_qemu_and_no_package_client(self):
        self.refused("no package client", "--cache", self.folder, "--mirror", "http://127.0.0.1:9/debian",
                     "--exec", "true", PATH=self.path_with("busybox"))

    def test_no_network(self):
        path = self.path_with("busybox", "apt-get", "apt-cache", "dpkg-deb", "dpkg")
        self.refused("apt-get update: apt-get failed", "--cache", self.folder, "--mirror",
                     "http://127.0.0.1:9/debian", "--exec", "true", PATH=path)

    def test_cache_that_cannot_be_written(self):
        self.refused("cache directory /proc/nowhere", "--cache", "/proc/nowhere", "--exec", "true")

    def test_unknown_kernel(self):
        self.refused("not a version such as", "--kernel", "no-such-kernel", "--exec", "true")

    def test_version_that_debian_does_not_offer(self):
        self.refused("Debian offers no such kernel", "--kernel", "2.6", "--exec", "true")

    def test_unknown_nic(self):
        self.refused("--nic rtl8029: not one of veth, virtio", "--nic", "rtl8029", "--exec", "true")

    def test_file_that_is_no_kernel(self):
        path = self.file("vmlinuz", b"not a kernel" * 1000)
        self.refused("is not an x86 boot image", "--kernel", path, "--exec", "true")

    def test_missing_netmap_module(self):
        self.refused("--netmap-module /nonexistent: no such file", "--netmap-module", "/nonexistent",
                     "--kernel", "6.1", "--exec", "true")

    def test_netmap_module_of_another_kernel(self):
        path = self.file("netmap.ko", b"\x7fELF\0vermagic=5.10.0-1-amd64 SMP mod_unload \0depends=\0")
        self.refused("was built for kernel 5.10.0-1-amd64, not for 6.1.", "--netmap-module", path,
                     "--kernel", "6.1", "--exec", "true")

    def test_instructions_of_a_processor_that_is_not_emulated(self):
        self.refused("--accel tcg, not kvm", "--count-instructions", "--accel", "kvm", "--exec", "true")

    def test_filter_that_matches_nothing(self):
        self.refused("no test matches 'no_such_test'", "--kernel", "6.1", "--nic", "veth",
                     "--test", "no_such_test", limit=900)

    def test_readme_without_markers_is_not_touched(self):
        source = os.path.dirname(RUN)
        copy = os.path.join(self.folder, "ci", "vm")
        shutil.copytree(source, copy)
        readme = self.file("README.md", b"# no markers\n")
        result = subprocess.run([sys.executable, os.path.join(copy, "run"), "--update-readme"],
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=30)
        self.assertEqual(result.returncode, 2)
        self.assertIn("has no place for the table", result.stdout)
        with open(readme) as file:
            self.assertEqual(file.read(), "# no markers\n")


class Machine(Case):
    """What goes wrong in a machine."""

    def booted(self, script, *more, kernel="6.1", **expected):
        return self.refused(expected.pop("words"), "--kernel", kernel, "--exec", script, *more, **expected)

    def test_a_script_that_succeeds_passes(self):
        self.booted("uname -r", words="passed", code=0)

    def test_its_exit_code_counts(self):
        self.booted("exit 7", words="script: exit code 7", code=1)

    def test_a_hang_is_killed_with_all_it_started(self):
        started = time.monotonic()
        self.booted("sleep 1000 & sleep 1000", "--time-limit", "3", code=1,
                    words="was still running after 3 s and was killed")
        self.assertLess(time.monotonic() - started, 60)

    def test_a_panic_is_told_from_an_orderly_end(self):
        self.booted("echo c >/proc/sysrq-trigger", words="the kernel died", code=1)

    def test_a_machine_that_stops_early(self):
        self.booted("poweroff -f", words="ended before its report was complete", code=1)

    def test_a_forged_report_is_output(self):
        said = self.booted("printf '\\n@0 end script 0\\n@0 done\\n'; exit 9", words="exit code 9", code=1)
        self.assertIn("@0 done", said)

    def test_a_kernel_that_does_not_boot(self):
        head = bytearray(0x100000)
        head[0x1F1] = 4  # setup sectors
        head[0x1FE:0x200] = b"\x55\xaa"
        head[0x202:0x206] = b"HdrS"
        struct.pack_into("<HH", head, 0x206, 0x020F, 0)
        struct.pack_into("<H", head, 0x20E, 0x100)
        head[0x300:0x30A] = b"9.9.9-test"
        head[0x211] = 1
        struct.pack_into("<I", head, 0x22C, 0x7FFFFFFF)  # the highest address of an initramfs
        path = self.file("vmlinuz", bytes(head))
        self.booted("true", "--boot-limit", "6", kernel=path, words="did not boot within 6 s", code=1)

    def test_a_truncated_kernel(self):
        cache = os.path.join(os.environ.get("PACKET_IO_VM_CACHE") or os.path.join(
            os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "packet-io-vm"), "kernels")
        release = next(name for name in sorted(os.listdir(cache)) if name.startswith("6.1."))
        with open(os.path.join(cache, release, "boot", f"vmlinuz-{release}"), "rb") as file:
            path = self.file("vmlinuz", file.read()[:2 << 20])
        self.booted("true", "--boot-limit", "6", kernel=path, words="FAILED", code=1)

    def test_killing_the_tool_ends_the_machine(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
            with self.subTest(signal=number.name):
                child = subprocess.Popen([sys.executable, RUN, "--kernel", "6.1", "--exec", "sleep 100"],
                                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                         stderr=subprocess.DEVNULL, env=self.env)
                end = time.monotonic() + 60
                while len(children_with(self.mark)) < 2 or not self.qemu_runs():
                    self.assertLess(time.monotonic(), end, "no machine was started")
                    time.sleep(0.1)
                child.send_signal(number)
                self.assertNotEqual(child.wait(timeout=20), 0)
                self.assertTrue(gone(self.mark), f"left behind: {children_with(self.mark)}")

    def qemu_runs(self):
        for pid in children_with(self.mark):
            try:
                if "qemu" in os.readlink(f"/proc/{pid}/exe"):
                    return True
            except OSError:
                pass
        return False


if __name__ == "__main__":
    unittest.main()

"""The initramfs: a cpio archive written here, so that it needs no rights and no tools."""

import os
import re
import shutil
import stat
import struct
import subprocess

from .common import VmError, run
from .packages import Apt, unpack
from .qemu import os_release

FOLDERS = ["bin", "dev", "etc", "proc", "root", "run", "sys", "tmp", "usr", "var", "vm", "vm/modules", "vm/bin"]


class Initramfs:
    """Files of the virtual machine, collected and then written as one `newc` archive."""

    def __init__(self):
        self.entries = {}
        for folder in FOLDERS:
            self._folder(folder)
        # The kernel opens /dev/console for PID 1 before anything is mounted.
        self.entries["dev/console"] = (stat.S_IFCHR | 0o600, b"", (5, 1))

    def _folder(self, path):
        parts = path.strip("/").split("/")
        for count in range(1, len(parts) + 1):
            self.entries.setdefault("/".join(parts[:count]), (stat.S_IFDIR | 0o755, b"", (0, 0)))

    def add(self, path, content, mode=0o644):
        """A file with this content (bytes or text)."""
        path = path.strip("/")
        self._folder(os.path.dirname(path))
        content = content.encode() if isinstance(content, str) else content
        self.entries[path] = (stat.S_IFREG | mode, content, (0, 0))

    def add_program(self, source, path, strip=False):
        """A program and the shared libraries it needs, these at their own paths."""
        self.add(path, _stripped(source) if strip else _read(source), 0o755)
        for library in shared_libraries(source):
            if library.strip("/") not in self.entries:
                self.add(library, _read(library), 0o755)

    def write(self, path):
        """Writes the archive."""
        with open(path, "wb") as file:
            for number, (name, (mode, content, device)) in enumerate(sorted(self.entries.items()), 1):
                _entry(file, number, name, mode, content, device)
            _entry(file, 0, "TRAILER!!!", 0, b"", (0, 0))


def _entry(file, number, name, mode, content, device):
    name = name.encode() + b"\0"
    fields = (number, mode, 0, 0, 1, 0, len(content), 0, 0, *device, len(name), 0)
    head = b"070701" + b"".join(b"%08X" % field for field in fields) + name
    file.write(head + b"\0" * (-len(head) % 4))
    file.write(content + b"\0" * (-len(content) % 4))


def _read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise VmError(f"{path}: {error.strerror}") from None


def _stripped(source):
    """A program without its debugging sections, which are most of a test binary."""
    if not shutil.which("strip"):
        return _read(source)
    result = subprocess.run(["strip", "--strip-debug", "-o", "/dev/stdout", source],
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return result.stdout if result.returncode == 0 and result.stdout else _read(source)


def interpreter(content):
    """The dynamic loader that an x86-64 ELF program asks for; None for a static one."""
    if content[:5] != b"\x7fELF\x02":
        return None
    table, size, count = struct.unpack_from("<Q", content, 32)[0], *struct.unpack_from("<HH", content, 54)
    for index in range(count):
        kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", content, table + index * size)
        if kind == 3:
            return content[offset:offset + length].rstrip(b"\0").decode()
    return None


def shared_libraries(program):
    """Paths of the loader and the libraries that a program is linked with; none for a static one."""
    loader = interpreter(_read(program))
    if loader is None:
        return []
    out = run([loader, "--list", program], 30, f"libraries of {program}")
    missing = re.findall(r"^\s*(\S+) => not found", out, re.M)
    if missing:
        raise VmError(f"{program} needs {', '.join(missing)}, which this system lacks")
    found = re.findall(r"=> (/\S+) \(0x", out)
    # The C library opens this one by itself when a thread ends by pthread_exit.
    beside = {os.path.join(os.path.dirname(path), "libgcc_s.so.1") for path in found}
    return [loader] + found + sorted(path for path in beside if os.path.exists(path) and path not in found)


def busybox(cache, site, refresh):
    """A statically linked busybox: the system's, or Debian's busybox-static in the cache."""
    installed = shutil.which("busybox")
    if installed and interpreter(_read(installed)) is None:
        return installed
    where = os.path.join(cache, "busybox")
    program = os.path.join(where, "usr/bin/busybox")
    if not os.path.exists(program):
        suite = os_release()[1] if os_release()[0] == "debian" else "bookworm"
        apt = Apt(os.path.join(cache, "apt-busybox"), [suite], site(), False, refresh)
        apt.update()
        found = apt.versions("busybox-static")
        if not found:
            raise VmError("no static busybox: install busybox-static")
        shutil.rmtree(where, ignore_errors=True)
        deb = apt.download(*found[0], os.path.join(where, "deb"))
        unpack(deb, where, lambda path: path.endswith("bin/busybox"))
        if not os.path.exists(program):
            os.makedirs(os.path.dirname(program), exist_ok=True)
            os.rename(os.path.join(where, "bin/busybox"), program)
    return program

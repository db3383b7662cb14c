"""What a run left behind in the kernel: interfaces, network namespaces, BPF objects, processes.

    leftovers.py snapshot >FILE     writes what is there
    leftovers.py compare FILE       exit code 1 if there is more now, and says what

Looks by itself, through /proc, /sys and bpf(2), so that it does not depend on tools that a machine
may lack. Without the rights to list BPF objects it says so, and compares the rest.
"""

import ctypes
import errno
import json
import os
import platform
import re
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# linux/bpf.h
NEXT_ID = {"program": 11, "map": 12, "link": 31}
FD_BY_ID = {"program": 13, "map": 14, "link": 30}
BPF_OBJ_GET_INFO_BY_FD = 15
SYS_BPF = {"x86_64": 321, "aarch64": 280}
# The kernel frees sockets, namespaces and programs a while after their last use.
PATIENCE = 20

libc = ctypes.CDLL(None, use_errno=True)


def bpf(command, attributes):
    """bpf(2): the result, or a negative errno."""
    number = SYS_BPF.get(platform.machine())
    if number is None:
        return -errno.ENOSYS, b""
    buffer = ctypes.create_string_buffer(attributes, 144)
    result = libc.syscall(number, command, buffer, 144)
    return result if result >= 0 else -ctypes.get_errno(), buffer.raw


def bpf_objects(kind):
    """The ids of all programs, maps or links, each with its type and name; None without rights."""
    found, last = {}, 0
    while True:
        result, out = bpf(NEXT_ID[kind], last.to_bytes(4, "little") + bytes(8))
        if result == -errno.ENOENT:
            return found
        if result < 0:
            return None
        last = int.from_bytes(out[4:8], "little")
        found[str(last)] = describe(kind, last)


def describe(kind, number):
    """Type and name of an object that may be gone already."""
    fd, _ = bpf(FD_BY_ID[kind], number.to_bytes(4, "little") + bytes(8))
    if fd < 0:
        return "gone"
    info = ctypes.create_string_buffer(256)
    attributes = fd.to_bytes(4, "little") + (256).to_bytes(4, "little")
    attributes += ctypes.addressof(info).to_bytes(8, "little")
    bpf(BPF_OBJ_GET_INFO_BY_FD, attributes)
    os.close(fd)
    kind_number = int.from_bytes(info.raw[0:4], "little")
    name_at = {"program": 64, "map": 24}.get(kind)
    name = info.raw[name_at:name_at + 16].split(b"\0")[0].decode(errors="replace") if name_at else ""
    return f"{kind} of type {kind_number} {name}".strip()


def interfaces():
    """The interfaces of this network namespace."""
    return {name: "interface" for name in os.listdir("/sys/class/net")}


def namespaces():
    """Network namespaces: those that a process is in, has open or has mounted."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        for link in ["ns/net"] + fd_links(pid):
            try:
                target = os.readlink(f"/proc/{pid}/{link}")
            except OSError:
                continue
            if target.startswith("net:["):
                found.setdefault(target, f"namespace of process {pid} ({command(pid)})")
    with open("/proc/self/mountinfo") as mounts:
        for line in mounts:
            words = line.split()
            if words[3].startswith("net:["):
                found.setdefault(words[3], f"namespace at {words[4]}")
    return found


def fd_links(pid):
    try:
        return [f"fd/{fd}" for fd in os.listdir(f"/proc/{pid}/fd")]
    except OSError:
        return []


def command(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().replace(b"\0", b" ").decode(errors="replace").strip()[:60]
    except OSError:
        return "gone"


def processes():
    """Processes whose program was built here."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            program = os.readlink(f"/proc/{pid}/exe")
        except OSError:
            continue
        if program.startswith(os.path.join(ROOT, "target") + os.sep):
            found[pid] = f"process {command(pid)}"
    return found


def shared_memory():
    return {name: "shared memory" for name in os.listdir("/dev/shm")} if os.path.isdir("/dev/shm") else {}


def snapshot():
    """Everything, by kind; a kind that can't be listed is null."""
    state = {"interface": interfaces(), "namespace": namespaces(), "process": processes(),
             "shared memory": shared_memory()}
    for kind in NEXT_ID:
        state[kind] = bpf_objects(kind)
    return state


def more(before, now):
    """What is there now and was not before, as lines."""
    lines = []
    for kind, there in now.items():
        was = before.get(kind)
        if there is None or was is None:
            continue
        lines += [f"{kind} {name}: {what}" for name, what in there.items() if name not in was]
    return lines


def compare(before):
    """What is left of what came since, once the kernel has had time to free it. What appears while
    we wait is not ours: the run is over."""
    deadline = time.monotonic() + PATIENCE
    left = more(before, snapshot())
    while left and time.monotonic() < deadline:
        time.sleep(0.2)
        there = set(more(before, snapshot()))
        left = [line for line in left if line in there]
    return left


def main(arguments):
    if arguments == ["snapshot"]:
        json.dump(snapshot(), sys.stdout)
        return 0
    if len(arguments) != 2 or arguments[0] != "compare":
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[1]) as file:
        before = json.load(file)
    left = compare(before)
    for line in left:
        print(f"left behind: {line}")
    blind = [kind for kind, there in snapshot().items() if there is None]
    print(f"{len(left)} left behind" + (f"; without the rights to list every {', '.join(blind)}" if blind else ""))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What was seen, for people (a few lines as it happens) and for the repository (tables)."""

import json
import os
import re

from .common import ROOT, VM_DIR, VmError, say

RESULTS = os.path.join(VM_DIR, "results.json")
PAGE = os.path.join(VM_DIR, "results.md")
README = os.path.join(ROOT, "README.md")
BEGIN, END = "<!-- vm-matrix:begin -->", "<!-- vm-matrix:end -->"


def label(machine):
    """A machine's name in a line of output."""
    return f"{machine.kernel.release} {machine.nic.name}"


def print_machine(machine, log_lines=40):
    """One line for each suite, and for a failure all that helps to find it."""
    for part in machine.nics:
        say("nic     {}: {} {} rx queues {} tx queues {}".format(*part))
    for job in machine.jobs:
        if hasattr(job, "expected"):
            say(f"tests   {job.name}: {job.count('ok')} passed, {len(job.bad())} failed, "
                f"{len(job.skips)} skipped, {job.count('ignored')} ignored")
            for name, why in job.skips.items():
                say(f"SKIP    {name}: {why}")
            for name, why in job.bad():
                say(f"FAILED  {name}: {why}")
                for line in job.outputs.get(name, "").strip().splitlines():
                    say(f"        {line}")
        elif job.begun:
            say(f"script  {job.name}: exit code {job.status}")
        if job.problem() and job.begun and not getattr(job, "outputs", None):
            for line in job.output.strip().splitlines()[-log_lines:]:
                say(f"        {line}")
        if job.problem() and job.log.strip():
            say("kernel log:")
            for line in job.log.strip().splitlines()[-log_lines:]:
                say(f"        {line}")
    if machine.failure and machine.console.strip():
        say("console:")
        for line in machine.console.strip().splitlines()[-log_lines:]:
            say(f"        {line}")
    for problem in machine.problems():
        say(f"FAILED  {label(machine)}: {problem}")
    say(f"machine {label(machine)}: {'FAILED' if machine.problems() else 'passed'} in {machine.seconds:.1f} s, "
        f"{machine.processor_seconds:.1f} s of processor time")


def cell(machine):
    """What the repository keeps of one machine."""
    jobs = [job for job in machine.jobs if hasattr(job, "expected")]
    return {
        "release": machine.kernel.release, "package": machine.kernel.package,
        "nic": machine.nic.name, "driver": machine.nics[0][2] if machine.nics else machine.nic.name,
        "queues": int(machine.nics[0][3]) if machine.nics else None, "qemu": machine.qemu.text,
        "netmap": bool(machine.extra_modules), "failed": machine.problems(),
        "suites": {job.name: {"modules": job.by_module(), "failed": [name for name, _ in job.bad()],
                              "skipped": job.skips} for job in jobs},
        "features": {name: value for job in machine.jobs for name, value in job.features().items()},
    }


def record(cells):
    """Puts cells into results.json in place of older ones of the same machine, and writes the page."""
    kept = {_key(item): item for item in _load()}
    kept.update({_key(item): item for item in cells})
    ordered = sorted(kept.values(), key=_order)
    with open(RESULTS, "w") as file:
        json.dump(ordered, file, indent=1, sort_keys=True)
        file.write("\n")
    with open(PAGE, "w") as file:
        file.write("# What was seen working, by kernel and driver\n\n"
                   "Written by `ci/vm/run --record`; not edited by hand.\n\n" + _features(ordered) +
                   _counts(ordered, "tests passed") + _versions(ordered))


def _key(item):
    return _version(item), item["nic"], item["netmap"]


def _version(item):
    """A kernel's major and minor version: a newer one of the same takes its place in the table."""
    return ".".join(re.findall(r"\d+", item["release"])[:2])


def _order(item):
    numbers = [int(number) for number in re.findall(r"\d+", item["release"])[:3]]
    return numbers, ["veth", "virtio", "igb"].index(item["nic"]) if item["nic"] in ("veth", "virtio", "igb") else 9, \
        item["netmap"]


def _load():
    try:
        with open(RESULTS) as file:
            return json.load(file)
    except FileNotFoundError:
        return []
    except ValueError as error:
        raise VmError(f"{RESULTS} is not what --record wrote: {error}") from None


def summary(cells):
    """The tables for the top README: features, and netmap's tests."""
    netmap = [item for item in cells if item["netmap"]]
    counts = _counts(netmap, "netmap's tests passed") if netmap else ""
    return _features(cells) + counts + _versions(cells) + \
        "\nHow many tests passed on each: [ci/vm/results.md](ci/vm/results.md).\n"


def _features(cells):
    """What the tests reported, AF_XDP's and netmap's apart, with the reasons as notes."""
    text = ""
    for title, netmap in (("AF_XDP", False), ("netmap", True)):
        group = [item for item in cells if item["netmap"] == netmap]
        names = sorted({name for item in group for name in item["features"]})
        if not names:
            continue
        notes = []
        text += _head([title] + [_column(item) for item in group])
        for name in names:
            text += _row([name] + [_value(item["features"].get(name), notes) for item in group])
        text += "\n" + "".join(f"{index}. {note}\n" for index, note in enumerate(notes, 1))
        text += "\n" if notes else ""
    return text


def _counts(cells, title):
    """How many tests passed, by the module they are in."""
    modules = sorted({(suite, module) for item in cells for suite, seen in item["suites"].items()
                      for module in seen["modules"]})
    text = _head([title] + [_column(item) for item in cells])
    for suite, module in modules:
        counts = [item["suites"].get(suite, {"modules": {}})["modules"].get(module) for item in cells]
        text += _row([f"{suite} {module}".strip()] + [_count(count) for count in counts])
    return text + "\n"


def _versions(cells):
    kernels = sorted({f"{item['release']} ({item['package']})" for item in cells})
    return f"Kernels: {'; '.join(kernels)}. QEMU: {'; '.join(sorted({item['qemu'] for item in cells}))}.\n"


def _column(item):
    driver = item["driver"].replace("_", "-")
    return f"{_version(item)} {'netmap' if item['netmap'] else driver}"


def _head(columns):
    return _row(columns) + "|" + "---|" * len(columns) + "\n"


def _row(columns):
    return "| " + " | ".join(columns) + " |\n"


def _value(seen, notes):
    if seen is None:
        return ""
    value, detail = seen
    if not detail:
        return value
    if detail not in notes:
        notes.append(detail)
    return f"{value} ({notes.index(detail) + 1})"


def _count(count):
    if count is None:
        return ""
    passed, total = count
    return str(passed) if passed == total else f"{passed} of {total}"


def update_readme():
    """Puts the tables between the markers of the top README."""
    try:
        with open(README) as file:
            text = file.read()
    except OSError as error:
        raise VmError(f"{README}: {error.strerror}") from None
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise VmError(f"{README} has no place for the table: put {BEGIN} and {END} on lines of their own")
    cells = _load()
    if not cells:
        raise VmError(f"{RESULTS} holds no results yet: run ci/vm/run --record first")
    with open(README, "w") as file:
        file.write(f"{before}{BEGIN}\n{summary(cells)}{END}{after}")

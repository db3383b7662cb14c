"""The command line of ci/vm/run."""

import argparse
import signal
import sys
import time

from . import nics, report
from .common import VmError, cache_dir, say
from .session import Session


def parser():
    """The options, whose help is the reference of this tool."""
    top = argparse.ArgumentParser(
        prog="ci/vm/run", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Boots other kernels with other NICs under QEMU and runs the project's tests there.\n"
                    "Without options: the whole matrix. README.md beside it says more.",
        epilog="Exit code: 0 all passed, 1 something failed, 2 it could not be run.")
    what = top.add_argument_group("what to run")
    what.add_argument("--kernel", action="append", metavar="WHICH",
                      help="6.1, 6.12, newest, another version Debian offers, or a path (image, .deb, folder); "
                           "may be repeated; default: 6.1, 6.12 and newest")
    what.add_argument("--nic", action="append", metavar="KIND",
                      help=f"{', '.join(nics.NICS)}; may be repeated; default: veth, virtio and igb")
    what.add_argument("--netmap-module", metavar="PATH",
                      help="netmap.ko: adds a machine of the kernel it was built for, with netmap-rs's tests")
    what.add_argument("--netmap-tools", metavar="DIR",
                      help="folder with upstream's pkt-gen, to be run against our tool in that machine")
    what.add_argument("--test", metavar="FILTER", help="only tests whose name contains this")
    what.add_argument("--short", action="store_true", help="the part that fits into CI; names what it leaves out")
    what.add_argument("--exec", metavar="SCRIPT", help="run this shell script inside instead of the tests")
    what.add_argument("--add", action="append", default=[], metavar="PROGRAM",
                      help="put a program and its libraries on the path inside; may be repeated")
    results = top.add_argument_group("results")
    results.add_argument("--record", action="store_true",
                         help="keep the results in ci/vm/results.json and write the tables of ci/vm/results.md")
    results.add_argument("--update-readme", action="store_true",
                         help="put the tables into the top README; alone, it runs nothing")
    results.add_argument("--allow-skips", action="store_true", help="a skipped test is not a failure")
    machine = top.add_argument_group("machines")
    machine.add_argument("--time-limit", type=int, metavar="SECONDS",
                         help="for one script (default 120) or test binary (default 600)")
    machine.add_argument("--boot-limit", type=int, default=120, metavar="SECONDS")
    machine.add_argument("--accel", choices=["tcg", "kvm"], default="tcg")
    machine.add_argument("--count-instructions", action="store_true",
                         help="the machine's clock counts instructions, a nanosecond each, and skips idle time: "
                              "times inside repeat, whatever else runs here; slow, and one thread for all processors")
    machine.add_argument("--smp", type=int, default=2, metavar="N", help="processors (default 2)")
    machine.add_argument("--memory", type=int, default=1024, metavar="MIB", help="memory (default 1024)")
    source = top.add_argument_group("where things come from")
    source.add_argument("--qemu", metavar="PROGRAM", help="a qemu-system-x86_64 to use")
    source.add_argument("--cache", metavar="DIR", help="what is kept between runs "
                        "(default: PACKET_IO_VM_CACHE, else packet-io-vm in the user's cache directory)")
    source.add_argument("--mirror", metavar="URI",
                        help="Debian mirror (default: PACKET_IO_VM_MIRROR, else the one that apt uses here)")
    source.add_argument("--refresh", action="store_true", help="fetch the package lists again, however young")
    return top


def main(arguments):
    """Runs the tool and returns its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    started = time.monotonic()
    try:
        options = parser().parse_args(arguments)
        if options.update_readme and not options.record:
            report.update_readme()
            return 0
        session = Session(options, cache_dir(options.cache))
        failed = session.script() if options.exec is not None else session.tests()
        if options.record:
            report.record(session.cells)
        if options.update_readme:
            report.update_readme()
        say(f"{'FAILED' if failed else 'passed'} in {time.monotonic() - started:.0f} s")
        return 1 if failed else 0
    except VmError as error:
        print(f"ci/vm/run: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("ci/vm/run: interrupted", file=sys.stderr)
        return 130

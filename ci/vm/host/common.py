"""What every file here needs: the error type, running programs with a time limit, saying things."""

import ctypes
import os
import signal
import subprocess
import sys

VM_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(os.path.dirname(VM_DIR))


class VmError(Exception):
    """A failure with a clear one-line reason; the command line turns it into exit code 2."""


def say(text):
    """One line for the person who watches, flushed at once so that logs are in order."""
    print(text, flush=True)


def die_with_parent():
    """Runs in a child between fork and exec: it ends when this process does, even by SIGKILL."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def run(command, limit, what, env=None, cwd=None):
    """Runs a program to its end and returns its standard output as text.

    `limit` is in seconds. Failure, absence and overrun are a VmError that begins with `what`
    and ends with the last lines of the program's own words.
    """
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=env, cwd=cwd, text=True, errors="replace", start_new_session=True,
            preexec_fn=die_with_parent,
        )
    except OSError as error:
        raise VmError(f"{what}: cannot run {command[0]}: {error.strerror}") from None
    try:
        out, err = child.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        end(child)
        raise VmError(f"{what}: {command[0]} did not finish within {limit} s") from None
    except BaseException:
        end(child)
        raise
    if child.returncode != 0:
        tail = " / ".join((err.strip() or out.strip()).splitlines()[-3:])
        raise VmError(f"{what}: {os.path.basename(command[0])} failed ({child.returncode}): {tail}")
    return out


def end(child):
    """Ends a child and whatever it started (its session), and waits until it is gone."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()


def cache_dir(chosen):
    """The directory kept between runs: the option, else PACKET_IO_VM_CACHE, else the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    path = chosen or os.environ.get("PACKET_IO_VM_CACHE") or os.path.join(base, "packet-io-vm")
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise VmError(f"cache directory {path}: {error.strerror}; choose another with --cache") from None
    if not os.access(path, os.W_OK):
        raise VmError(f"cache directory {path} is not writable; choose another with --cache")
    return os.path.abspath(path)


def warn(text):
    """A line on standard error that does not end the run."""
    print(f"ci/vm/run: {text}", file=sys.stderr, flush=True)

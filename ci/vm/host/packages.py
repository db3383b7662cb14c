"""Debian packages by the ordinary client, with a configuration of our own.

apt-get gets its own state, cache and source list, all inside the cache directory: nothing of the
system's configuration changes, nothing is installed, no rights are needed. The mirror is the one the
system already uses.
"""

import os
import re
import shutil
import subprocess
import tarfile
import time

from .common import VmError, die_with_parent, run

UPDATE_EVERY = 24 * 3600
UPDATE_LIMIT = 300
DOWNLOAD_LIMIT = 900
# Parts of the system's configuration that act on the system, or fetch what no one here reads.
CLEARED = ["APT::Update::Pre-Invoke", "APT::Update::Post-Invoke", "APT::Update::Post-Invoke-Success",
           "DPkg::Pre-Invoke", "DPkg::Post-Invoke", "DPkg::Pre-Install-Pkgs",
           *(f"Acquire::IndexTargets::deb::DEP-11{part}" for part in
             ("", "-icons", "-icons-small", "-icons-hidpi", "-icons-large", "-icons-large-hidpi"))]
KEYRINGS = ["/usr/share/keyrings/debian-archive-keyring.gpg", "/usr/share/keyrings/debian-archive-keyring.pgp"]


def mirror(chosen):
    """The Debian mirror: the option, else PACKET_IO_VM_MIRROR, else what the system's apt uses."""
    site = chosen or os.environ.get("PACKET_IO_VM_MIRROR")
    if site:
        return site.rstrip("/")
    out = run(["apt-get", "indextargets", "--format", "$(SITE)"], 60, "reading apt's sources")
    for line in out.splitlines():
        if re.search(r"/debian/?$", line):
            return line.rstrip("/")
    raise VmError("apt knows no Debian mirror on this system; name one with --mirror URI, "
                  "or give --kernel PATH and --qemu PATH")


class Apt:
    """apt-get with a source list of the given suites and a state of its own under `where`."""

    def __init__(self, where, suites, site, installed, refresh=False):
        """`installed` tells whether the system's installed packages count as there."""
        for tool in ("apt-get", "apt-cache", "dpkg-deb"):
            if not shutil.which(tool):
                raise VmError(f"no package client: {tool} is not on this system; "
                              "give --kernel PATH and --qemu PATH")
        keyring = next((path for path in KEYRINGS if os.path.exists(path)), None)
        if not keyring:
            raise VmError("Debian's archive keys are not on this system: install debian-archive-keyring")
        self.where = where
        self.refresh = refresh
        self.fresh = False
        self.conf = os.path.join(where, "apt.conf")
        for sub in ("state/lists/partial", "cache/archives/partial"):
            os.makedirs(os.path.join(where, sub), exist_ok=True)
        status = "/var/lib/dpkg/status"
        if not installed:
            status = os.path.join(where, "state/status")
            open(status, "a").close()
        sources = os.path.join(where, "sources.list")
        with open(sources, "w") as file:
            for suite in suites:
                file.write(f"deb [signed-by={keyring}] {site} {suite} main\n")
        with open(self.conf, "w") as file:
            # Read after the system's own configuration, whose proxies and policies stay in force.
            for section in CLEARED:
                file.write(f"#clear {section};\n")
            for key, value in {
                "Dir::State": f"{where}/state", "Dir::State::status": status,
                "Dir::Cache": f"{where}/cache", "Dir::Etc::sourcelist": sources,
                "Dir::Etc::sourceparts": "/dev/null", "Dir::Etc::preferencesparts": "/dev/null",
                "Dir::Log": f"{where}/log", "APT::Architecture": "amd64",
                "APT::Sandbox::User": "", "Acquire::Languages": "none", "Acquire::Retries": "2",
                "Acquire::http::Timeout": "20", "Debug::NoLocking": "1",
            }.items():
                file.write(f'{key} "{value}";\n')

    def _call(self, tool, *arguments, limit=60, cwd=None):
        env = dict(os.environ, LC_ALL="C.UTF-8", DEBIAN_FRONTEND="noninteractive")
        return run([tool, "-c", self.conf, *arguments], limit, f"{tool} {arguments[0]}", env=env, cwd=cwd)

    def update(self):
        """Fetches the package lists if they are missing or a day old."""
        stamp = os.path.join(self.where, "updated")
        young = os.path.exists(stamp) and time.time() - os.path.getmtime(stamp) < UPDATE_EVERY
        if self.fresh or (young and not self.refresh):
            return
        self._call("apt-get", "update", "-o", "APT::Update::Error-Mode=any", limit=UPDATE_LIMIT)
        with open(stamp, "w"):
            pass
        self.fresh = True

    def versions(self, pattern):
        """All packages whose name matches the regular expression, as (name, version)."""
        names = [name for name in self._call("apt-cache", "pkgnames").split() if re.fullmatch(pattern, name)]
        found = []
        if names:
            for line in self._call("apt-cache", "madison", *names).splitlines():
                name, version, _ = (part.strip() for part in line.split("|", 2))
                found.append((name, version))
        return found

    def depends(self, name, version):
        """The names of the packages that one version of a package depends on."""
        out = self._call("apt-cache", "show", "--no-all-versions", f"{name}={version}")
        match = re.search(r"^Depends: (.*)$", out, re.M)
        return re.findall(r"(?:^|[,|] )([a-z0-9][a-z0-9+.-]*)", match.group(1)) if match else []

    def download(self, name, version, into):
        """Downloads one package file and returns its path."""
        os.makedirs(into, exist_ok=True)
        self._call("apt-get", "download", f"{name}={version}", limit=DOWNLOAD_LIMIT, cwd=into)
        files = [file for file in os.listdir(into) if file.startswith(name + "_") and file.endswith(".deb")]
        if len(files) != 1:
            raise VmError(f"apt-get download {name}={version} left {len(files)} files in {into}")
        return os.path.join(into, files[0])

    def download_missing(self, release, *names):
        """Downloads packages with every dependency the system lacks; returns the files."""
        archives = os.path.join(self.where, "cache/archives")
        for file in os.listdir(archives):
            if file.endswith(".deb"):
                os.remove(os.path.join(archives, file))
        self._call("apt-get", "install", "-t", release, "--no-install-recommends", "--download-only",
                   "-y", *names, limit=DOWNLOAD_LIMIT)
        return [os.path.join(archives, file) for file in sorted(os.listdir(archives)) if file.endswith(".deb")]


def newer(first, second):
    """Whether the first Debian version is newer than the second."""
    return subprocess.run(["dpkg", "--compare-versions", first, "gt", second]).returncode == 0


def unpack(deb, into, wanted):
    """Unpacks those files of a package for whose path (no leading `./`) `wanted` is true."""
    stream = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=die_with_parent)
    try:
        with tarfile.open(fileobj=stream.stdout, mode="r|") as archive:
            for member in archive:
                path = os.path.normpath(member.name)
                if member.isdir() or path.startswith(("..", "/")) or not wanted(path):
                    continue
                if member.isfile() or member.issym():
                    member.uid = member.gid = os.getuid()
                    archive.extract(member, into)
    except (tarfile.TarError, EOFError) as error:
        raise VmError(f"{deb} is not a readable package: {error}") from None
    finally:
        stream.stdout.close()
        words = stream.stderr.read().decode(errors="replace").strip()
        stream.stderr.close()
        code = stream.wait()
    if code != 0:
        raise VmError(f"{deb} is not a readable package: {words}")

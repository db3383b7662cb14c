"""Kernels: stock Debian packages by version, or whatever a path names; and their modules."""

import gzip
import lzma
import os
import re
import shutil
import struct
import subprocess

from .common import VmError, say, warn
from .packages import Apt, newer, unpack

SUITES = ["bookworm", "bookworm-backports", "trixie", "trixie-backports", "sid", "experimental"]
# The plain flavour only: no cloud, rt, dbg or unsigned image.
FLAVOUR = r"[0-9][0-9a-z.+~]*(?:-[0-9]+)?-amd64"
# Module folders that no emulated NIC ever needs; they are most of a kernel package.
LEFT_OUT = ("sound/", "drivers/gpu/", "drivers/media/", "drivers/infiniband/", "drivers/scsi/",
            "drivers/staging/", "drivers/iio/", "drivers/usb/", "drivers/net/wireless/")


class Kernel:
    """A bootable image and the modules that belong to it."""

    def __init__(self, image, modules, package):
        self.image = image
        self.release = image_release(image)
        self.package = package
        self.modules = _index(modules) if modules else {}

    def __str__(self):
        return f"{self.release} ({self.package})"

    def resolve(self, names):
        """Module files in loading order for the wanted modules and all they depend on.

        A wanted module without a file is taken to be built in; whether its device is there is
        checked inside the machine.
        """
        order, done = [], set()

        def visit(name, wanted_by):
            name = name.replace("-", "_")
            if name in done:
                return
            done.add(name)
            path = self.modules.get(name)
            if path is None:
                if wanted_by:
                    raise VmError(f"kernel {self.release}: module {wanted_by} needs {name}, which is missing")
                return
            content = read_module(path)
            for needed in modinfo(content).get("depends", "").split(","):
                if needed:
                    visit(needed, name)
            order.append((name, content))

        for name in names:
            visit(name, None)
        return order


def modinfo(content):
    """The fields of a module's .modinfo section; of a repeated one the first."""
    fields = {}
    for match in re.finditer(rb"(?:^|\0)(license|depends|vermagic|name)=([^\0]*)(?=\0)", content):
        fields.setdefault(match.group(1).decode(), match.group(2).decode(errors="replace"))
    return fields


def read_module(path):
    """A module's ELF file, uncompressed."""
    with open(path, "rb") as file:
        content = file.read()
    try:
        if path.endswith(".xz"):
            content = lzma.decompress(content)
        elif path.endswith(".gz"):
            content = gzip.decompress(content)
        elif path.endswith(".zst"):
            content = _unzstd(path, content)
    except (lzma.LZMAError, OSError, EOFError) as error:
        raise VmError(f"module {path}: {error}") from None
    if not content.startswith(b"\x7fELF"):
        raise VmError(f"module {path} is not an ELF file")
    return content


def _unzstd(path, content):
    try:
        from compression import zstd  # Python 3.14
        return zstd.decompress(content)
    except ImportError:
        pass
    if not shutil.which("zstd"):
        raise VmError(f"module {path} is compressed with zstd: install zstd")
    return subprocess.run(["zstd", "-dcq"], input=content, stdout=subprocess.PIPE, check=False).stdout


def check_module(path, kernel):
    """A module named by the user, checked to be one for this kernel."""
    if not os.path.isfile(path):
        raise VmError(f"--netmap-module {path}: no such file")
    content = read_module(path)
    made_for = modinfo(content).get("vermagic", "").split(" ")[0]
    if made_for != kernel.release:
        raise VmError(f"--netmap-module {path} was built for kernel {made_for or '(none)'}, "
                      f"not for {kernel.release}")
    return content


def image_release(path):
    """The release (uname -r) written in a bzImage's header."""
    try:
        with open(path, "rb") as file:
            head = file.read(0x10000)
    except OSError as error:
        raise VmError(f"kernel {path}: {error.strerror}") from None
    if head[0x202:0x206] != b"HdrS":
        raise VmError(f"kernel {path} is not an x86 boot image (bzImage)")
    offset = struct.unpack_from("<H", head, 0x20E)[0] + 0x200
    return head[offset:head.find(b"\0", offset)].decode(errors="replace").split(" ")[0]


def _index(top):
    """All modules under a folder, by name with underscores."""
    modules = {}
    for folder, _, files in os.walk(top):
        for file in files:
            match = re.fullmatch(r"(.+)\.ko(\.xz|\.gz|\.zst)?", file)
            if match:
                modules[match.group(1).replace("-", "_")] = os.path.join(folder, file)
    return modules


def from_path(path, cache):
    """A kernel by path: an image, an image package (.deb), or a folder that holds both."""
    if os.path.isfile(path) and path.endswith(".deb"):
        into = os.path.join(cache, "kernels", "from-path")
        shutil.rmtree(into, ignore_errors=True)
        unpack(path, into, _kernel_file)
        return from_path(into, cache)
    if os.path.isdir(path):
        images = []
        for folder, _, files in os.walk(path):
            images += [os.path.join(folder, file) for file in files if re.match(r"vmlinuz|bzImage", file)]
        if len(images) != 1:
            raise VmError(f"--kernel {path}: holds {len(images)} kernel images, one is needed")
        return Kernel(images[0], path, f"from {path}")
    if not os.path.isfile(path):
        raise VmError(f"--kernel {path}: no such file, and not a version such as 6.12 or 'newest'")
    release = image_release(path)
    beside = os.path.dirname(os.path.abspath(path))
    above = os.path.dirname(beside)
    for top in (beside, above, ""):
        for lib in ("lib/modules", "usr/lib/modules"):
            modules = os.path.join(top, lib, release) if top else f"/{lib}/{release}"
            if os.path.isdir(modules):
                return Kernel(path, modules, f"from {path}")
    inside = beside if os.path.basename(beside) == release else None
    return Kernel(path, inside, f"from {path}")


def _kernel_file(path):
    inside = path.partition("/kernel/")[2]
    if path.startswith(("lib/modules/", "usr/lib/modules/")) and inside:
        return not inside.startswith(LEFT_OUT)
    return os.path.basename(path).startswith("vmlinuz")


class Archive:
    """Debian's kernels, of all suites, kept unpacked in the cache."""

    def __init__(self, cache, site, refresh):
        self.top = os.path.join(cache, "kernels")
        self.open = lambda: Apt(os.path.join(cache, "apt-kernels"), SUITES, site(), False, refresh)
        self.apt = None

    def get(self, wanted):
        """The newest kernel of a version (`6.1`, `6.12.107+deb13`, `newest`), fetched if not yet here."""
        if wanted != "newest" and not re.fullmatch(r"\d+\.\d+[0-9a-z.+~-]*", wanted):
            raise VmError(f"--kernel {wanted}: no such file, and not a version such as 6.12 or 'newest'")
        try:
            if self.apt is None:
                apt = self.open()
                apt.update()
                self.apt = apt
            return self._from_archive(wanted)
        except VmError as error:
            cached = self._from_cache(wanted)
            if cached is None:
                raise
            warn(f"{error}; going on with {cached} from the cache")
            return cached

    def _from_archive(self, wanted):
        best = None
        for name, version in self.apt.versions(rf"linux-(image|binary)-{FLAVOUR}"):
            release = name.split("-", 2)[2]
            if _matches(release, wanted) and (best is None or newer(version, best[1])):
                best = (name, version, release)
        if best is None:
            raise VmError(f"--kernel {wanted}: Debian offers no such kernel in {', '.join(SUITES)}")
        name, version, release = best
        into = os.path.join(self.top, release)
        if _stamp(into) != version:
            self._fetch(name, version, release, into)
        return self._load(into)

    def _fetch(self, name, version, release, into):
        """One package up to 6.18 or so; image and modules apart (binary, modules) after that."""
        image, binary, modules = (f"linux-{part}-{release}" for part in ("image", "binary", "modules"))
        names = {name}
        if name.startswith("linux-image-"):
            names |= {binary, modules} & set(self.apt.depends(image, version))
        else:
            names |= {modules}
        fresh, debs = into + ".new", into + ".debs"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(debs, ignore_errors=True)
        for package in sorted(names):
            say(f"fetch   {package} {version}")
            unpack(self.apt.download(package, version, debs), fresh, _kernel_file)
        shutil.rmtree(debs)
        with open(os.path.join(fresh, "VERSION"), "w") as file:
            file.write(version)
        shutil.rmtree(into, ignore_errors=True)
        os.rename(fresh, into)

    def _load(self, into):
        kernel = from_path(into, None)
        kernel.package = f"Debian {_stamp(into)}"
        return kernel

    def _from_cache(self, wanted):
        best = None
        for release in os.listdir(self.top) if os.path.isdir(self.top) else []:
            version = _stamp(os.path.join(self.top, release))
            if version and _matches(release, wanted) and (best is None or newer(version, best[0])):
                best = (version, release)
        return self._load(os.path.join(self.top, best[1])) if best else None


def _stamp(into):
    try:
        with open(os.path.join(into, "VERSION")) as file:
            return file.read().strip()
    except OSError:
        return None


def _matches(release, wanted):
    if wanted == "newest":
        return True
    return release == wanted or re.match(re.escape(wanted) + r"[.+-]", release) is not None

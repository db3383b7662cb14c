"""The NICs a virtual machine can have: two of a kind, wired to each other and to nothing else."""

from .common import VmError

MAC_A, MAC_B = "52:54:00:00:00:0a", "52:54:00:00:00:0b"


class Nic:
    """One kind of NIC: QEMU's device, its options, the kernel modules that drive it."""

    def __init__(self, name, device, modules, options="", oldest_qemu=(7, 0)):
        self.name = name
        self.device = device
        self.modules = modules
        self.options = options
        self.oldest_qemu = oldest_qemu

    def arguments(self):
        """QEMU's arguments for both NICs; each sits behind a PCI Express port of its own."""
        if self.device is None:
            return []
        result = []
        for index, mac in enumerate((MAC_A, MAC_B)):
            result += [
                "-netdev", f"hubport,id=hub{index},hubid=0",
                "-device", f"pcie-root-port,id=port{index},chassis={index + 1},slot={index + 1}",
                "-device", f"{self.device},bus=port{index},netdev=hub{index},mac={mac},romfile="
                           f"{',' + self.options if self.options else ''}",
            ]
        return result

    def check(self, qemu):
        """Refuses a NIC that this QEMU does not emulate."""
        if self.device and (qemu.version < self.oldest_qemu or self.device not in qemu.devices()):
            needed = ".".join(map(str, self.oldest_qemu))
            raise VmError(f"--nic {self.name}: QEMU {qemu.text} does not emulate {self.device} "
                          f"(it needs {needed} or newer)")


VIRTIO = ["virtio_pci", "virtio_net"]
NICS = {nic.name: nic for nic in (
    Nic("veth", None, []),
    Nic("virtio", "virtio-net-pci", VIRTIO, "disable-legacy=on,iommu_platform=on"),
    Nic("igb", "igb", ["igb"], oldest_qemu=(8, 0)),
    Nic("e1000e", "e1000e", ["e1000e"]),
    Nic("vmxnet3", "vmxnet3", ["vmxnet3"]),
)}


def get(name):
    """The NIC of this name."""
    if name not in NICS:
        raise VmError(f"--nic {name}: not one of {', '.join(NICS)}")
    return NICS[name]

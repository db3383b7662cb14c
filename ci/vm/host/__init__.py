"""The host's side of ci/vm: obtains kernels and QEMU, builds the initramfs, boots, judges."""

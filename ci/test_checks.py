"""Tests of the checks themselves: python3 -B -m unittest discover -s ci"""

import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import leftovers  # noqa: E402  (the path above comes first)
import own  # noqa: E402


class Licences(unittest.TestCase):
    def test_what_goes_with_ours(self):
        for good in ["MIT", "MIT OR GPL-3.0", "Apache-2.0 WITH LLVM-exception", "GPL-2.0 OR (MIT AND ISC)",
                     "(MIT OR Apache-2.0) AND Unicode-3.0", "Apache-2.0 OR MIT OR LGPL-2.1-or-later"]:
            self.assertTrue(own.satisfied(good), good)

    def test_what_does_not(self):
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND GPL-2.0", "MPL-2.0 OR GPL-2.0"]:
            self.assertFalse(own.satisfied(bad), bad)


class Tree(unittest.TestCase):
    def test_homes_and_work_put_off_are_found(self):
        self.assertTrue(own.HOME.search("see /home/" + "somebody/notes"))
        self.assertTrue(own.PUT_OFF.search("// TO" + "DO: later"))
        self.assertFalse(own.HOME.search("/home/ and /root"))
        self.assertFalse(own.PUT_OFF.search("todos"))


class Leftovers(unittest.TestCase):
    def test_what_is_more_is_said(self):
        before = {"interface": {"lo": ""}, "program": None}
        now = {"interface": {"lo": "", "veth0": "interface"}, "program": {"1": "program of type 6"}}
        self.assertEqual(leftovers.more(before, now), ["interface veth0: interface"])
        self.assertEqual(leftovers.more(now, now), [])

    def test_a_process_of_ours_is_seen(self):
        pid = os.getpid()
        was, leftovers.ROOT = leftovers.ROOT, "/elsewhere"
        try:
            self.assertEqual(leftovers.processes(), {})
        finally:
            leftovers.ROOT = was
        self.assertTrue(leftovers.command(str(pid)))

    @unittest.skipUnless(os.geteuid() == 0, "making a namespace needs root")
    def test_a_namespace_and_its_process_are_seen(self):
        before = leftovers.snapshot()
        child = subprocess.Popen(["unshare", "--net", "sleep", "60"])
        try:
            while not leftovers.more({"namespace": before["namespace"]}, {"namespace": leftovers.namespaces()}):
                self.assertIsNone(child.poll(), "unshare ended")
        finally:
            child.kill()
            child.wait()

    @unittest.skipUnless(os.geteuid() == 0, "listing BPF objects needs root")
    def test_a_bpf_map_is_seen(self):
        attributes = b"".join(n.to_bytes(4, "little") for n in (2, 4, 8, 1))  # an array of one
        before = leftovers.bpf_objects("map")
        fd, _ = leftovers.bpf(0, attributes)
        self.assertGreaterEqual(fd, 0)
        try:
            more = leftovers.more({"map": before}, {"map": leftovers.bpf_objects("map")})
            self.assertTrue(any("map of type 2" in line for line in more), more)
        finally:
            os.close(fd)


if __name__ == "__main__":
    unittest.main()

"""How output of test binaries is read, results are kept, and modules are told apart."""

import os
import sys
import types
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from host import kernels, report, suites  # noqa: E402
from host.machine import Job  # noqa: E402

SUITE = types.SimpleNamespace(name="some/net")


def read(output, expected, status="0"):
    """A job of tests that ended with this output."""
    job = suites.TestJob(SUITE, expected, "", 60)
    job.begun, job.status, job.output = True, status, output
    job.read()
    return job


class Results(unittest.TestCase):
    """Every expected test has a result of its own, or the job has failed."""

    def test_all_passed(self):
        job = read("\nrunning 2 tests\ntest a::x ... ok\ntest a::y ... ok\n\ntest result: ok.\n", ["a::x", "a::y"])
        self.assertEqual(job.results, {"a::x": "ok", "a::y": "ok"})
        self.assertIsNone(job.problem())
        self.assertEqual(job.by_module(), {"a": (2, 2)})

    def test_output_between_name_and_result(self):
        job = read("test x ... one\ntwo\nok\ntest y ... words ok\nFAILED\n\nfailures:\n    y\n", ["x", "y"], "101")
        self.assertEqual(job.results, {"x": "ok", "y": "FAILED"})
        self.assertEqual(job.outputs["x"], "one\ntwo\n")
        self.assertIn("y (failed)", job.problem())

    def test_a_missing_result_is_a_failure_whatever_the_exit_code(self):
        job = read("test x ... ok\n\ntest result: ok.\n", ["x", "y"])
        self.assertEqual(job.bad(), [("y", "gave no result")])
        self.assertIsNotNone(job.problem())

    def test_no_output_at_all_is_a_failure(self):
        self.assertEqual(len(read("", ["x", "y"]).bad()), 2)

    def test_the_test_that_hung_is_named(self):
        job = read("test x ... ok\ntest y ... waiting\n", ["x", "y", "z"], "hang")
        self.assertEqual(job.bad(), [("y", "hung: killed after 60 s"), ("z", "gave no result")])

    def test_ok_in_the_last_words_of_a_killed_test_is_no_result(self):
        job = read("test x ... all is ok\n", ["x"], "hang")
        self.assertEqual(job.bad(), [("x", "hung: killed after 60 s")])

    def test_an_exit_code_counts_beside_good_results(self):
        self.assertEqual(read("test x ... ok\n\ntest result: ok.\n", ["x"], "139").problem(), "exit code 139")

    def test_a_test_that_runs_its_own_binary(self):
        nested = "test x ... \nrunning 1 test\ntest x ... ok\n\ntest result: ok.\n\nok\ntest y ... ok\n\ntest result: ok."
        self.assertEqual(read(nested, ["x", "y"]).results, {"x": "ok", "y": "ok"})

    def test_skips_are_not_passes(self):
        job = read("test x ... SKIP x: no rights\nok\ntest y ... ignored, why\n\ntest result: ok.", ["x", "y"])
        self.assertEqual(job.skips, {"x": "no rights"})
        self.assertEqual((job.count("ok"), job.count("ignored")), (0, 1))
        self.assertEqual(job.by_module(), {"": (0, 1)})

    def test_a_job_that_never_ran_is_a_failure(self):
        self.assertEqual(Job("x", "", 5).problem(), "never ran")


class Features(unittest.TestCase):
    """The lines that tests print for the table."""

    def test_lines(self):
        job = Job("x", "", 5)
        job.output = "test a ... \nFEATURE zero-copy: both ways: yes\nFEATURE b: no (needs (much) more)\nok\n"
        self.assertEqual(job.features(), {"zero-copy: both ways": ["yes", ""], "b": ["no", "needs (much) more"]})

    def test_table(self):
        cell = {"release": "6.1.0-1-amd64", "package": "p", "nic": "igb", "driver": "igb",
                "qemu": "10", "netmap": False, "failed": [], "suites": {"s": {"modules": {"m": (1, 2)}}},
                "features": {"f": ["no", "why"], "g": ["yes", ""]}}
        text = report.summary([cell, dict(cell, release="7.3.4+x", features={"f": ["yes", ""]})])
        self.assertIn("| AF_XDP | 6.1 igb | 7.3 igb |", text)
        self.assertIn("| f | no (1) | yes |", text)
        self.assertIn("| g | yes |  |", text)
        self.assertIn("1. why", text)
        netmap = dict(cell, netmap=True, features={})
        text = report.summary([cell, netmap])
        self.assertIn("| netmap's tests passed | 6.1 netmap |", text)
        self.assertIn("| s m | 1 of 2 |", text)


class Modules(unittest.TestCase):
    """Dependencies in loading order, names with either kind of dash."""

    def test_order(self):
        files = {"a": b"\x7fELF\0depends=b-c,d\0", "b_c": b"\x7fELF\0depends=d\0", "d": b"\x7fELF\0depends=\0"}
        kernel = kernels.Kernel.__new__(kernels.Kernel)
        kernel.release, kernel.modules = "1", {name: name for name in files}
        original = kernels.read_module
        kernels.read_module = files.get
        self.addCleanup(setattr, kernels, "read_module", original)
        self.assertEqual([name for name, _ in kernel.resolve(["a", "built_in", "b-c"])], ["d", "b_c", "a"])
        files["d"] = b"\x7fELF\0depends=gone\0"
        with self.assertRaisesRegex(kernels.VmError, "module d needs gone"):
            kernel.resolve(["a"])

    def test_versions(self):
        self.assertTrue(kernels._matches("6.1.0-50-amd64", "6.1"))
        self.assertFalse(kernels._matches("6.12.107+deb13-amd64", "6.1"))
        self.assertTrue(kernels._matches("7.3-amd64", "7.3"))


if __name__ == "__main__":
    unittest.main()

"""Runs all tests; the last line is "N passed, N failed, N skipped". Exit code 1 where one failed."""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent

def main() -> int:
    tests = unittest.defaultTestLoader.discover(str(HERE))
    result = unittest.TextTestRunner(verbosity=1).run(tests)
    failed = len({test.id() for test, _ in result.failures + result.errors}) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped)
    print(f"{result.testsRun - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return 0 if failed == 0 and result.testsRun > 0 else 1


if __name__ == "__main__":
    sys.exit(main())

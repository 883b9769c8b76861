"""The page for Python: its programs run as they stand there."""

import re
import unittest
from pathlib import Path

import every  # noqa: F401  makes the package known

PAGE = Path(__file__).resolve().parents[2] / "docs/python.md"


class DocsTests(unittest.TestCase):
    def test_the_programs_of_the_page_run_one_after_another(self):
        programs = [p for p in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S) if not p.startswith("# in ")]
        self.assertGreaterEqual(len(programs), 3)
        names = {"print": lambda *_: None}
        for program in programs:
            exec(compile(program, str(PAGE), "exec"), names)


if __name__ == "__main__":
    unittest.main()

"""The screen and the command line give the same recommendation, byte for byte."""

import subprocess
import sys
from pathlib import Path

from journeys.browser import ROOT, Screen

SETS = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


def test_the_file_of_the_screen_is_that_of_the_command_line(screen: Screen, tmp_path: Path) -> None:
    screen.open("align")
    screen.sees("agreed requests")
    shown = screen.download("Proposal (YAML)", tmp_path).read_text()
    out = tmp_path / "told.yaml"
    command = [sys.executable, "-m", "measurealign", "align", *SETS, "--preset",
               "primary-care-default", "--out", str(out)]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    assert shown == out.read_text()

"""Paper for tests: pages printed by a real Chromium or LibreOffice, letters measured."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
OFFICE = shutil.which("soffice")
_SIZES = """() => [...document.querySelectorAll('body *')]
  .filter(one => [...one.childNodes].some(c => c.nodeType === 3 && c.textContent.trim()))
  .map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75)"""


def need(tool: str | None, name: str) -> str:
    """Return a tool; without it the test is skipped, where CI is set it fails."""
    if tool is None:
        end = pytest.fail if os.environ.get("CI", "").lower() in ("1", "true") else pytest.skip
        end(f"no {name} here to print with")
    return str(tool)


def printed(page: str, folder: Path) -> tuple[dict[str, int], float]:
    """Return how many pages of each paper some HTML takes, and its smallest letter in points."""
    path = need(CHROMIUM, "Chromium")
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        view = browser.new_page()
        view.goto(file.as_uri())
        pages = {size: pages_of(view.pdf(format=size)) for size in ("A4", "Letter")}
        smallest = min(view.evaluate(_SIZES))
        browser.close()
    return pages, smallest


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page(?![s\w])", pdf))


def office_pages(document: bytes, folder: Path) -> int:
    """Return how many pages LibreOffice makes of a document."""
    if OFFICE is None:
        pytest.skip("no LibreOffice here to print with")
    file = folder / "page.docx"
    file.write_bytes(document)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    return pages_of((folder / "page.pdf").read_bytes())

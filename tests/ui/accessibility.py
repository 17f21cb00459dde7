"""What axe-core finds on a page: the rules of WCAG 2 A and AA, and its own best practices."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.ui.browsing import wait_until

_AXE = Path(__file__).with_name("camera_js") / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => {
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations.flatMap(each => each.nodes.map(node => ({
        rule: each.id, impact: each.impact, target: node.target.flat(9).join(" "), html: node.html,
        why: node.failureSummary })));
}"""
# Streamlit fades what an answer under way may still change: nothing for an eye that looks a moment later.
_AT_REST = """() => !document.querySelector("[data-stale=true]")
    && [null, undefined, "notRunning"].includes(
        document.querySelector("[data-testid=stApp]")?.dataset.testScriptState)"""
_BAD = ("serious", "critical")


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that an element breaks. impact: minor, moderate, serious or critical."""

    rule: str
    impact: str
    target: str
    html: str
    why: str

    def __str__(self) -> str:
        return f"{self.impact} {self.rule}: {self.target}: {self.html[:160]}"


def violations(page: Page, *, impacts: tuple[str, ...] = _BAD) -> list[Violation]:
    """Rules that are broken on the page once it has answered, those of these impacts only.

    Skips the test where axe-core is not installed (`make test` fetches it); fails in continuous integration.
    """
    if not _AXE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is missing: make test fetches it")
    wait_until(page, _AT_REST)
    # The page's Content-Security-Policy lets no script in by a tag; the debugger's way is open.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    return [found for each in page.evaluate(_RUN) if (found := Violation(**each)).impact in impacts]

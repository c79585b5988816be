"""The pages in a real browser: on desk and phone, by day and night, with and without scripts.

With QUOTH_SCREENSHOTS set, the pictures of the documentation are made anew.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from quoth.reading.reader import Reader
from quoth.record.filters import Filters
from quoth.record.opening import reading
from quoth.record.people import people
from quoth.record.portraits import counterparts
from quoth.record.record import Record
from quoth.record.search import Query, search
from quoth.web.app import create_app
from quoth.web.settings import Settings

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "screenshots"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
DESK, PHONE = (1280, 900), (390, 844)
LOOKS = [(DESK, "light"), (DESK, "dark"), (PHONE, "light"), (PHONE, "dark")]
DRAFT = """\
# Storm

“We will not sell the lighthouse,” said Ines Okafor. Nobody at the council would say “no comment”.

“This is a thing that nobody ever said anywhere,” said Leonie Marsh.
"""


@dataclass(slots=True)
class Site:
    """A server, and where its pages are.

    Attributes:
        base: its address.
        record: what it serves.
        pages: addresses by name.
    """

    base: str
    record: Record
    pages: dict[str, str]


@dataclass(slots=True)
class Watch:
    """What went wrong on the pages of a browser."""

    wrong: list[str] = field(default_factory=list)

    def over(self, context: Any) -> None:
        """Watch every page that is opened in a context."""
        said = self.wrong.append
        context.on("console", lambda m: m.type in ("error", "warning") and said(m.text))
        context.on("weberror", lambda e: said(str(e.error)))
        context.on("requestfailed", lambda r: _given_up(r) or said(f"{r.url}: {r.failure}"))
        context.on("response", lambda r: r.status >= 400 and said(f"{r.url}: {r.status}"))


def _given_up(request: Any) -> bool:
    """Whether the browser itself gave a request up, as it does when a page is left."""
    return request.failure == "net::ERR_ABORTED"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Site]:
    path = tmp_path_factory.mktemp("site") / "quoth.db"
    with Record(path) as record:
        examples = [
            p
            for p in sorted((ROOT / "examples").iterdir())
            if p.suffix not in (".csv", ".vtt", ".markdown")
        ]
        record.add(map(str, examples), reader=reader)
        app = create_app(Settings(path, requests=1_000_000))
        app.state.jobs.__dict__["_reader"] = reader
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Site(f"http://127.0.0.1:{port}", record, pages_of(record))
        server.should_exit = True
        thread.join(20)


def pages_of(record: Record) -> dict[str, str]:
    """Return the addresses of one page of each kind, by what it shows."""
    with reading(record.engine) as connection:
        most = people(connection, limit=20)
        pairs = {one.id: counterparts(connection, one.id)[0] for one in most}
        one = max(most, key=lambda person: sum(p.spoken_of + p.speaks_of for p in pairs[person.id]))
        other = pairs[one.id][0].id
        filters = Filters(by=f"#{one.id}", type="direct")
        said = search(connection, Query(filters=filters, limit=50)).hits
        hit = max((h.quotation for h in said), key=lambda q: (q.confidence > 0.9, len(q.words)))
        word = max((w.strip("“”‘’,.;:*") for w in hit.words.split()), key=len)
    return {
        "start": "/",
        "found": f"/?q={word}",
        "narrowed": f"/?by=%23{one.id}&type=direct",
        "nothing": "/?q=xylophone",
        "misunderstood": "/?q=%22unfinished",
        "speakers": "/speakers",
        "speaker": f"/speakers/{one.id}",
        "articles": "/articles",
        "article": f"/articles/{hit.article_id}",
        "quotation": f"/quotations/{hit.id}",
        "exchange": f"/exchange?a={one.id}&b={other}",
        "exchange of nobody": "/exchange",
        "check": "/check",
        "add": "/add",
        "decisions": "/decisions",
        "enter": "/enter",
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if BROWSER is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as held:
        opened = held.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


def opened(
    browser: Any,
    watch: Watch | None = None,
    size: tuple[int, int] = DESK,
    scheme: str = "light",
    scripts: bool = True,
) -> Any:
    """Return a page of a browser that knows nothing yet."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        java_script_enabled=scripts,
        has_touch=size == PHONE,
        is_mobile=size == PHONE,
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    if watch:
        watch.over(context)
    return context.new_page()


# -- looks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_can_be_used_by_everybody(
    site: Site, browser: Any, watch: Watch, size: tuple[int, int], scheme: str
) -> None:
    page = opened(browser, watch, size, scheme)
    faults: list[str] = []
    for name, address in site.pages.items():
        page.goto(site.base + address)
        found = axe.Axe().run(page).response["violations"]
        faults += [
            f"{name}: {one['id']}: {node['target']} {node['failureSummary']}"
            for one in found
            for node in one["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size[0]:
            faults.append(f"{name}: {wide} wide")
    page.context.close()
    # A search that is not understood is answered so; the browser notes that as well.
    expected = f"{site.base}{site.pages['misunderstood']}: 400"
    wrong = [one for one in watch.wrong if one != expected and "status of 400" not in one]
    assert faults == []
    assert wrong == []


def test_a_page_is_reached_by_keyboard_alone(site: Site, browser: Any) -> None:
    page = opened(browser)
    page.goto(site.base + "/speakers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.context.close()


def test_pages_look_the_same_without_scripts(site: Site, browser: Any, watch: Watch) -> None:
    with_scripts, without = opened(browser, watch), opened(browser, watch, scripts=False)
    for name, address in site.pages.items():
        if name == "misunderstood":
            continue
        with_scripts.goto(site.base + address)
        without.goto(site.base + address)
        # What only a script can do has a button only where scripts run.
        with_scripts.evaluate("document.querySelectorAll('[data-copied]').forEach(b => b.remove())")
        seen = [page.locator("main").inner_text() for page in (with_scripts, without)]
        assert seen[0] == seen[1], name
        assert len(seen[0]) > 20, name
    with_scripts.context.close()
    without.context.close()
    assert watch.wrong == []


# -- use ------------------------------------------------------------------------------------------


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, browser: Any, watch: Watch) -> Iterator[Any]:
    held = opened(browser, watch, scripts=request.param)
    yield held
    held.context.close()
    assert watch.wrong == []


def follow(page: Any, link: Any) -> None:
    """Press what leads to another page, and wait until that page is there."""
    with page.expect_navigation():
        link.click()


def test_a_search_is_asked_narrowed_and_widened(site: Site, page: Any) -> None:
    page.goto(site.base)
    with reading(site.record.engine) as connection:
        hit = search(connection, Query(limit=1)).hits[0].quotation
    word = max((w.strip("“”‘’,.;:*") for w in hit.words.split()), key=len)
    page.get_by_label("What was said").fill(word)
    follow(page, page.get_by_role("button", name="Search"))
    cards = page.locator(".quotation.card")
    assert cards.count() > 0
    assert word.lower() in page.locator("mark.hit").first.inner_text().lower()
    before = cards.count()
    follow(page, page.locator("aside.facets a").first)
    chips = page.get_by_role("list", name="Filters").get_by_role("link")
    assert chips.count() == 1
    assert 0 < page.locator(".quotation.card").count() <= before
    follow(page, chips.first)
    assert page.locator(".quotation.card").count() == before
    follow(page, page.locator(".quotation.card a.own").first)
    assert "/quotations/" in page.url
    assert page.locator("blockquote").first.is_visible()


def test_two_speakers_become_one_and_two_again(site: Site, page: Any) -> None:
    page.goto(site.base + site.pages["speaker"])
    name = page.locator("h1").inner_text()
    with reading(site.record.engine) as connection:
        other = next(one for one in people(connection, limit=20) if one.name != name)
    page.get_by_text("Somebody else is the same").click()
    page.get_by_label("Their name, or number").fill(f"#{other.id}")
    follow(page, page.get_by_role("button", name="They are one"))
    assert page.locator("h1").inner_text() == name
    page.goto(f"{site.base}/speakers/{other.id}")
    assert page.locator("h1").inner_text() == name
    page.goto(f"{site.base}/decisions")
    follow(page, page.get_by_role("button", name="Undo").first)
    page.goto(f"{site.base}/speakers/{other.id}")
    assert page.locator("h1").inner_text() == other.name


def test_a_draft_is_checked(site: Site, page: Any) -> None:
    page.goto(site.base + "/check")
    page.get_by_label("Its text").fill(DRAFT)
    follow(page, page.get_by_role("button", name="Check all quotations"))
    found = page.locator("section.checked")
    assert "This is a thing that nobody ever said" in found.inner_text()
    assert "Not found" in found.inner_text()


def test_an_article_is_added_and_read(site: Site, page: Any, request: Any) -> None:
    page.goto(site.base + "/add")
    which = request.node.callspec.id.replace(" ", "-")
    page.get_by_label("Or its text").fill(
        f"Gulls of {which}\n\n“The gulls have eaten the {which},” said Odile Brack, a fishmonger."
    )
    page.get_by_role("button", name="Read and keep").click()
    page.get_by_role("heading", name="Done").wait_for()
    follow(page, page.get_by_role("link", name="pasted text"))
    assert "Odile Brack" in page.locator("main").inner_text()
    assert page.locator("mark.direct").filter(has_text="gulls have eaten").count() == 1


@pytest.fixture
def scripted(browser: Any, watch: Watch) -> Iterator[Any]:
    """A page on which scripts run."""
    held = opened(browser, watch, scripts=True)
    yield held
    held.context.close()
    assert watch.wrong == []


def test_a_file_is_dropped_on_a_form(site: Site, scripted: Any) -> None:
    scripted.goto(f"{site.base}/add")
    scripted.evaluate(
        """() => {
            const held = new DataTransfer();
            held.items.add(new File(["It rained."], "rain.txt", {type: "text/plain"}));
            const told = {dataTransfer: held, bubbles: true, cancelable: true};
            document.querySelector("form[data-drop]").dispatchEvent(new DragEvent("drop", told));
        }"""
    )
    dropped = scripted.eval_on_selector("#files", "field => [...field.files].map(one => one.name)")
    assert dropped == ["rain.txt"]


def test_a_citation_is_copied_by_a_button(site: Site, scripted: Any) -> None:
    scripted.goto(site.base + site.pages["quotation"])
    scripted.get_by_role("button", name="Copy").click()
    scripted.get_by_role("button", name=re.compile("Copied|Selected")).wait_for()
    chosen = scripted.eval_on_selector(
        "#citation", "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    )
    assert chosen == scripted.input_value("#citation") != ""


# -- pictures -------------------------------------------------------------------------------------


@pytest.mark.skipif("QUOTH_SCREENSHOTS" not in os.environ, reason="pictures are not asked for")
def test_pictures_for_the_documentation(site: Site, browser: Any) -> None:
    PICTURES.mkdir(exist_ok=True)
    names = os.environ["QUOTH_SCREENSHOTS"]
    for (size, scheme), ending in zip(LOOKS, ("", "-dark", "-phone", "-phone-dark"), strict=True):
        page = opened(browser, None, size, scheme)
        for name, address in site.pages.items():
            file = f"{name.replace(' ', '-')}{ending}.png"
            if names != "all" and file not in names.split(","):
                continue
            page.goto(site.base + address)
            page.screenshot(path=PICTURES / file, scale="css")
            assert (PICTURES / file).stat().st_size < 400_000
        page.context.close()

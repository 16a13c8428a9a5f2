"""The pages in a real browser: sorting, search, filters, keyboard, the two views, no request, no overflow, accessibility."""

from __future__ import annotations

import csv
import importlib.resources
import io
import re

import pytest
from browsers import INSTALL, find_browser, open_browser
from made import HOSTILE, SHOWN, hostile_result, made_record
from make_class import make_results

from grader.pages.web.class_page import render_class_page
from grader.pages.web.feedback import derive_feedback
from grader.pages.web.student_page import render_student_page
from grader.records.entries import group_by_student

expect = pytest.importorskip("playwright.sync_api", reason="pip install -e '.[dev]' brings the driver").expect
pytestmark = pytest.mark.skipif(find_browser() is None, reason=INSTALL)
STUDENTS = 300
RECORD = made_record(STUDENTS, 2, more=[hostile_result("mallory"), hostile_result(HOSTILE)],
                     before=list(make_results(STUDENTS, 2, seed=2)), before_folder="graded-monday")  # fmt: skip
SIZES = {"desk": (1280, 800), "phone": (360, 740)}


@pytest.fixture(scope="module")
def browser():
    """One browser for all of these tests."""
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The class's page and two students' pages, as files."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "class.html").write_bytes(render_class_page(RECORD))
    small = made_record(30, 1, before=list(make_results(30, 1, seed=2)), before_folder="graded-monday")
    (folder / "small.html").write_bytes(render_class_page(small))
    for name in ("mallory", "ada_abel_0000"):
        feedback = derive_feedback(name, group_by_student(RECORD.entries)[name], RECORD.sight)
        (folder / f"{name}.html").write_bytes(render_student_page(feedback))
    return folder


@pytest.fixture
def open_page(browser, pages):
    """Opens a page; afterwards nothing was requested but the file, and the console is empty."""
    contexts, heard = [], []

    def open_it(name="class", size="desk", **settings):
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        address = (pages / f"{name}.html").as_uri()
        page.on("request", lambda request: heard.append(f"request {request.url}") if request.url != address else None)
        page.on("console", lambda message: heard.append(f"{message.type} {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error {error}"))
        page.on("dialog", lambda dialog: heard.append(f"dialog {dialog.message}"))
        page.goto(address)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [one for one in heard if not one.startswith("request blob:")] == []


def column(page, number):
    """Returns the texts of a column of the rows that are drawn."""
    cells = page.locator(f"#table tbody tr:not(.space) > :nth-child({number})")
    return cells.all_inner_texts()


def numbers(texts):
    """Returns the scores of a column."""
    return [int(text.split()[0]) for text in texts if text[:1].isdigit()]


def open_student(page, name):
    """Opens a student's own page by searching for the folder."""
    page.locator("#search").fill(name)
    page.locator("#table .who").first.click()
    page.wait_for_selector("#own[open] section")


def test_sorting(open_page):
    """A click sorts, the next one turns round; who has no score comes last either way; the header says which"""
    page = open_page()
    page.locator('[data-sort="total"]').click()
    best = numbers(column(page, 2))
    assert best == sorted(best, reverse=True) and len(best) > 10
    assert page.locator('th[aria-sort="descending"]').inner_text().startswith("total")
    page.locator('[data-sort="total"]').click()
    worst = numbers(column(page, 2))
    assert worst == sorted(worst) and worst[0] < best[-1]
    page.locator('[data-sort="exercise_01"]').click()
    page.locator("#rows").evaluate("box => { box.scrollTop = box.scrollHeight }")
    page.wait_for_selector(f'[aria-rowindex="{page.evaluate("data.students.length") + 1}"]')
    assert numbers(column(page, 4)[-2:]) == []


def test_search_and_filters(open_page):
    """Words in any order, who is missing, late, changed, has a mistake, fails a case; how many are shown; clear"""
    page = open_page()
    everybody = page.locator("#shown").inner_text()
    page.locator("#search").fill("berg ADA")
    assert column(page, 1) == ["Ada Berg"] and page.locator("#shown").inner_text().startswith("1 of ")
    page.locator("#search").fill("no such person")
    assert column(page, 1) == []
    page.locator("#controls [type=reset]").click()
    expect(page.locator("#shown")).to_have_text(everybody)
    page.locator("#state").select_option("nothing")
    assert {"Never Seen 0", "Never Seen 1", "Hana Abel"} <= set(column(page, 1))
    for state in ("ungraded", "missing", "late", "changed"):
        page.locator("#state").select_option(state)
        assert re.match(r"\d+ of \d+ students", page.locator("#shown").inner_text())
        texts = [" ".join(row) for row in zip(column(page, 3), column(page, 4), strict=True)]
        assert texts and (state == "changed" or all(state in text for text in texts))
    page.locator("#state").select_option("")
    page.locator("#case").select_option(index=3)
    wanted = page.evaluate("data.exercises[0].cases[2].failing.length")
    assert page.locator("#shown").inner_text().startswith(f"{wanted} of ")


def test_a_mistake_leads_to_its_students(open_page):
    """The number beside a mistake filters the table by it"""
    page = open_page()
    button = page.locator("button.filter").first
    wanted = button.inner_text()
    button.click()
    assert page.locator("#shown").inner_text().startswith(f"{wanted} of ")
    assert page.evaluate("document.activeElement.id") == "rows"
    assert page.locator("#cause").input_value() != ""


def test_rows_are_drawn_as_they_come_into_view(open_page):
    """Three hundred students, some forty rows; the last is drawn when it is scrolled to, and all of them for print"""
    page = open_page()
    count = page.evaluate("data.students.length")
    rows = page.locator("#table tbody tr:not(.space)")
    assert count > STUDENTS and rows.count() < 60
    assert page.locator("#table").get_attribute("aria-rowcount") == str(count + 1)
    page.locator("#rows").evaluate("box => { box.scrollTop = box.scrollHeight }")
    page.wait_for_selector(f'[aria-rowindex="{count + 1}"]')
    assert rows.count() < 60
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == count
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert rows.count() < 60


def test_paper(open_page):
    """In print the controls are gone; with a student's page open it alone is printed, whole"""
    page = open_page()
    page.emulate_media(media="print")
    assert page.locator("nav, form, .skip").locator("visible=true").count() == 0
    page.emulate_media(media="screen")
    open_student(page, "ada_abel_0000")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("body > :visible").evaluate_all("all => all.map(one => one.id)") == ["paper"]
    assert "Feedback for Ada Abel" in page.inner_text("#paper") and "exercise_01" in page.inner_text("#paper")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper").count() == 0


def test_keyboard(open_page):
    """Skip link, sorting, arrows from row to row beyond what is drawn, Enter opens, Escape closes and gives focus back"""
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator('[data-sort="total"]').focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.sort") == "total"
    page.locator("#table .who").first.focus()
    for _ in range(70):
        page.keyboard.press("ArrowDown")
    row = page.evaluate("document.activeElement.closest('tr').getAttribute('aria-rowindex')")
    assert row == "72"
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_selector("#own[open] section")
    assert page.locator("#own-title").inner_text() == f"Feedback for {name}"
    page.keyboard.press("Escape")
    assert page.locator("#own").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == name


def test_the_exercise_is_chosen(open_page):
    """One exercise's plots and cases are there at a time"""
    page = open_page()
    assert page.locator("section.exercise:visible").get_attribute("data-exercise") == "exercise_00"
    page.locator("#exercise").select_option("exercise_01")
    assert page.locator("section.exercise:visible").get_attribute("data-exercise") == "exercise_01"


def test_links_lead_somewhere(open_page):
    """Every link is to a place in the page that is there, whichever exercise is chosen"""
    page = open_page()
    for slug in ("exercise_01", "exercise_00"):
        page.locator("#exercise").select_option(slug)
        targets = page.eval_on_selector_all("a", "links => links.map(link => link.getAttribute('href'))")
        assert "#cases" in targets and all(target.startswith("#") for target in targets)
        assert [target for target in targets if page.locator(target).count() != 1] == []
        assert page.locator("#cases").is_visible()


def test_the_two_views(open_page):
    """The instructor sees the replay command; what the student sees is word for word the feedback file"""
    page = open_page()
    open_student(page, "ada_abel_0000")
    assert page.locator(".staff:visible").count() == 2
    replay = "grader replay graded/results/ada_abel_0000/exercise_00.json submissions/ada_abel_0000"
    assert replay in page.inner_text("#own")
    page.locator('input[value="student"]').check()
    assert page.locator(".staff:visible").count() == 0
    seen = page.inner_text("#own-body")
    assert "replay" not in seen
    wanted = open_page("ada_abel_0000").inner_text("main")
    assert seen.split() == wanted.split()
    assert page.locator("#next").is_disabled() and page.locator("#previous").is_disabled()
    page.keyboard.press("Escape")
    open_student(page, "ada")
    page.locator("#next").click()
    expect(page.locator("#own-title")).to_have_text("Feedback for Ada Berg")
    assert page.locator(".staff:visible").count() == 0


def test_hostile_texts(open_page):
    """Script, broken markup, control characters and 300 KB of output are text; nothing of it ran"""
    page = open_page()
    open_student(page, "mallory")
    assert page.inner_text("#own-body").count("<script>window.hacked = 1</script>") > 40
    assert page.locator("#own-body script, #own-body img").count() == 0
    longest = max(map(len, page.locator("#own-body pre").all_text_contents()))
    assert 19_000 < longest <= 20_000
    other = open_page("mallory")
    assert " ".join(SHOWN.split()) in " ".join(other.inner_text("main").split())
    for one in (page, other):
        assert one.evaluate("window.hacked") is None


def test_the_table_as_csv(open_page):
    """The rows that are shown, in their order, guarded against formulas"""
    page = open_page()
    page.locator("#search").fill("ada")
    page.locator('[data-sort="total"]').click()
    with page.expect_download() as waiting:
        page.locator("#csv").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert waiting.value.suggested_filename == "students.csv"
    assert len(rows) == int(page.locator("#shown").inner_text().split()[0])
    totals = [int(row["total"]) for row in rows if row["total"]]
    assert totals == sorted(totals, reverse=True)
    assert rows[0]["exercise_00 state"].split()[0] in ("graded", "missing", "ungraded")
    assert page.evaluate("[guard('=1+1'), guard('a,\"b'), guard('\\u0007x')]") == ["'=1+1", '"a,""b"', " x"]


@pytest.mark.parametrize("name", ["class", "mallory", "ada_abel_0000"])
def test_nothing_overflows_on_a_phone(open_page, name):
    """At 360 px no page and no dialog is wider than the window"""
    page = open_page(name, "phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if name == "class":
        for student in ("mallory", "ada_abel_0000"):
            open_student(page, student)
            assert page.evaluate("document.getElementById('own-body').scrollWidth <= 360")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            page.keyboard.press("Escape")
        for slug in ("exercise_00", "exercise_01"):
            page.locator("#exercise").select_option(slug)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_first_questions_need_no_scrolling(open_page):
    """At 1280 x 800 the three answers end above the lower edge"""
    page = open_page()
    for id in ("teach", "broken", "missing"):
        box = page.locator(f"#{id}").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 800


AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js") if find_browser() else None


def find_violations(page):
    """Returns what axe-core finds on a page as it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), pytest.param("phone", "dark", marks=pytest.mark.slow)])
def test_the_class_is_accessible(open_page, size, scheme):
    """Contrast, roles, names, order of headings: axe-core finds nothing, with and without a student's page open"""
    page = open_page("small", size, color_scheme=scheme)
    assert find_violations(page) == []
    open_student(page, "ada_abel_0000")
    assert find_violations(page) == []


def test_feedback_is_accessible(open_page):
    """The students' own pages too, and the checker does find what is planted"""
    assert find_violations(open_page("mallory", color_scheme="dark")) == []
    page = open_page("ada_abel_0000")
    assert find_violations(page) == []
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert {one for one, _ in find_violations(page)} == {"color-contrast", "button-name"}

"""Opens every page of the guide in headless Chromium, as different readers do.

What a page must be: found under a title of its own, with headings in order; without an error on
the console, a failed request or one to another server; without a violation of axe's rules in light
and dark; no wider than a phone; readable without scripts; usable by keyboard. Then one call of
each role is sent by the form of its page.
"""

import argparse
import json
import time
from collections import defaultdict
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, sync_playwright

from guide import Findings, Site, fetch

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}

# A form that sends calls: the guide's own search box is another one.
TRY_FORM = "form[data-method]"

# What is folded away is looked at too.
OPEN_ALL = """place => document.querySelectorAll(`${place} details`)
    .forEach(details => details.open = true)"""

AXE_RUN = """() => axe.run(document, {resultTypes: ['violations']}).then(results =>
    results.violations.map(violation => ({
        id: violation.id,
        help: violation.help,
        nodes: violation.nodes.map(node => node.target.join(' ') + ': ' + [
            ...node.any, ...node.all, ...node.none].map(check => check.message).join('; ')),
    })))"""

# What reaches beyond the right edge, but for what its own box scrolls.
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = element => {
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
            if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return true;
        return false;
    };
    const wide = [...document.body.querySelectorAll('*')].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && box.right > width + 1 && box.left < width
            && element.checkVisibility({visibilityProperty: true}) && !scrolls(element);
    });
    const name = element => element.tagName.toLowerCase()
        + (element.className && typeof element.className === 'string'
            ? '.' + element.className.trim().replaceAll(/\\s+/g, '.') : '');
    return {
        scrolls: document.documentElement.scrollWidth > width,
        wide: wide.slice(-3).map(name),
    };
}"""

# The texts of a page, without the form and the buttons that need a script, each with whether it
# can be seen or unfolded.
TEXTS = """() => {
    const text = element => {
        const copy = element.cloneNode(true);
        copy.querySelectorAll('#try-it, button, [role=tablist]').forEach(part => part.remove());
        return copy.textContent.trim().replaceAll(/\\s+/g, ' ');
    };
    return [...document.querySelectorAll(
            'main :is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, pre)')]
        .filter(element => !element.closest('#try-it'))
        .map(element => [
            text(element),
            element.closest('details:not([open])') !== null
                || element.checkVisibility({visibilityProperty: true}),
        ])
        .filter(([text]) => text !== '');
}"""


class Reader:
    """A page in a context of its own, whose console and requests are listened to."""

    def __init__(self, browser, address, findings, **options):
        self.address = address
        self.findings = findings
        self.page = browser.new_context(
            viewport=DESKTOP, reduced_motion="reduce", **options
        ).new_page()
        self.page.set_default_timeout(15_000)
        self.path = ""
        # A call that is refused is said on the console too.
        self.is_refusal_expected = False
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._add(f"an error in its script: {error}"))
        self.page.on("request", self._on_request)
        self.page.on("requestfailed", self._on_failure)
        self.page.on("response", self._on_response)

    def _add(self, text):
        self.findings.add(self.path, text)

    def _on_failure(self, request):
        # What the step to the next page cut off: an icon, mostly.
        if request.failure != "net::ERR_ABORTED":
            self._add(f"{request.url} failed: {request.failure}")

    def _on_console(self, message):
        if message.type in ("error", "warning") and not self.is_refusal_expected:
            self._add(f"{message.type} on the console: {message.text}")

    def _on_request(self, request):
        url = urlsplit(request.url)
        if f"{url.scheme}://{url.netloc}" != self.address:
            self._add(f"a request to another server: {request.url}")

    def _on_response(self, response):
        if response.status >= 400 and not self.is_refusal_expected:
            self._add(f"status {response.status} of {response.url}")

    def open(self, path):
        self.path = path
        return self.page.goto(self.address + path, wait_until="load")


def check_document(path, document, findings):
    """What is so of the page as it was sent."""
    levels = [level for level, _ in document.headings]
    findings.expect(document.title.strip() != "", path, "no title")
    findings.expect(levels.count(1) == 1, path, f"{levels.count(1)} headings of level 1")
    findings.expect(levels[:1] == [1], path, "the first heading isn't of level 1")
    for before, after in zip(document.headings, document.headings[1:]):
        findings.expect(
            after[0] <= before[0] + 1,
            path,
            f"heading '{after[1].strip()}' of level {after[0]} follows one of level {before[0]}",
        )
    for level, text in document.headings:
        findings.expect(text.strip() != "", path, f"an empty heading of level {level}")
    doubles = {name for name in document.ids if document.ids.count(name) > 1}
    findings.expect(not doubles, path, f"ids that are there twice: {sorted(doubles)}")


def check_axe(reader, findings):
    """axe's rules in light and dark: only colours differ, but they are all looked at."""
    reader.page.evaluate(AXE_SCRIPT)
    for scheme in ("light", "dark"):
        reader.page.emulate_media(color_scheme=scheme)
        for violation in reader.page.evaluate(AXE_RUN):
            for node in violation["nodes"][:5]:
                findings.add(
                    reader.path, f"in {scheme}, {violation['id']} ({violation['help']}): {node}"
                )
    reader.page.emulate_media(color_scheme="light")


def check_phone(reader, findings):
    reader.page.set_viewport_size(PHONE)
    found = reader.page.evaluate(TOO_WIDE)
    findings.expect(
        not found["scrolls"] and not found["wide"],
        reader.path,
        f"wider than a phone of {PHONE['width']} pixels, by {', '.join(found['wide']) or 'itself'}",
    )
    reader.page.set_viewport_size(DESKTOP)


def check_without_script(reader, plain, findings):
    """Everything that is there with a script is there without, and can be seen or unfolded."""
    plain.open(reader.path)
    texts = plain.page.evaluate(TEXTS)
    findings.expect(
        sum(len(text) for text, _ in texts) > 100, reader.path, "no text without a script"
    )
    for text, is_seen in texts:
        findings.expect(is_seen, reader.path, f"not to be seen without a script: {text[:80]}")
    missing = {text for text, _ in reader.page.evaluate(TEXTS)} - {text for text, _ in texts}
    for text in sorted(missing)[:5]:
        findings.add(reader.path, f"not there without a script: {text[:80]}")


def check_keyboard(reader, findings):
    """The skip link is the first stop, shows itself, and leads behind the navigation."""
    page = reader.page
    reader.open("/docs")
    page.keyboard.press("Tab")
    link = page.evaluate(
        """() => {
            const link = document.activeElement, box = link.getBoundingClientRect();
            return {
                target: link.getAttribute('href'),
                isShown: box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0,
            };
        }"""
    )
    if not findings.expect(
        (link["target"] or "").startswith("#"), reader.path, "the first stop is no skip link"
    ):
        return
    findings.expect(link["isShown"], reader.path, "the skip link can't be seen when it has focus")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    is_behind = page.evaluate(
        "target => document.querySelector(target).contains(document.activeElement)",
        link["target"],
    )
    findings.expect(is_behind, reader.path, "the skip link doesn't lead to the content")
    # Every stop shows that it has focus.
    for _ in range(40):
        stop = page.evaluate(
            """() => {
                const element = document.activeElement, style = getComputedStyle(element);
                const isMarked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                return [element.tagName, element.textContent.trim().slice(0, 40), isMarked];
            }"""
        )
        if stop[0] == "BODY":
            break
        findings.expect(stop[2], reader.path, f"no focus to be seen on {stop[0]} '{stop[1]}'")
        page.keyboard.press("Tab")


def check_print(reader, findings):
    """On paper there is the text, and no navigation."""
    reader.open("/docs")
    reader.page.emulate_media(media="print")
    shown = reader.page.evaluate(
        """() => ({
            main: document.querySelector('main').checkVisibility(),
            navigation: [...document.querySelectorAll('nav')].some(nav => nav.checkVisibility()),
        })"""
    )
    reader.page.emulate_media(media="screen")
    findings.expect(shown["main"], reader.path, "no text on paper")
    findings.expect(not shown["navigation"], reader.path, "a navigation on paper")


def check_search(reader, findings):
    """The search box finds a field, and the first result leads to a page."""
    page = reader.page
    reader.open("/docs")
    box = page.locator("form[role=search] input[type=search]")
    box.fill("certificate_identity_number")
    with page.expect_navigation():
        box.press("Enter")
    links = page.locator("main a")
    if findings.expect(links.count() > 0, "/docs/search", "finds no field"):
        with page.expect_navigation():
            links.first.click()
        findings.expect(
            "certificate_identity_number" in page.locator("main").text_content(),
            urlsplit(page.url).path,
            "is found, but doesn't say certificate_identity_number",
        )


def check_try_it(reader, page_path, call, key, findings):
    """Sends a call by the form of its page, with a key; then with a wrong one."""
    page = reader.page
    reader.open(page_path)
    form = page.locator(TRY_FORM)
    form.locator("#try-key").fill(key)
    method, _ = call
    for wrong in (False, True):
        if wrong:
            # An answer that says no is shown too, and said on the console by the browser.
            reader.is_refusal_expected = True
            form.locator("#try-key").fill(key[:-1] + ("a" if key[-1] != "a" else "b"))
        with page.expect_response(lambda answer: "/api/client/" in answer.url) as sent:
            form.locator("button[type=submit]").click()
        answer = sent.value
        expected = 401 if wrong else 200
        findings.expect(answer.status == expected, page_path, f"the form gets {answer.status}")
        findings.expect(answer.request.method == method, page_path, "the form sends another method")
        try:
            page.locator(".try-status", has_text=str(expected)).wait_for()
        except Error:
            findings.add(page_path, f"the form doesn't show status {expected}")
        shown = page.locator(".try-it").inner_text()
        said = "invalid_session_token" if wrong else '"data"'
        findings.expect(said in shown, page_path, f"the form doesn't show the body with {said}")
    reader.is_refusal_expected = False
    kept = page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]")
    findings.expect(kept == [0, 0, ""], page_path, f"the form keeps something: {kept}")
    findings.expect(key not in page.url, page_path, "the key stands in the address")


def check_repeated(reader, key, findings):
    """A parameter that may be repeated has a value a line; the key is no password to be kept."""
    page = reader.page
    reader.open("/docs/v2/cb/retrieve-all-certifications")
    form = page.locator(TRY_FORM)
    findings.expect(
        page.locator("input[type=password]").count() == 0, reader.path, "the key is a password"
    )
    form.locator("#try-key").fill(key)
    form.locator("[data-query=certification_status]").fill("active\n\n suspended \n")
    with page.expect_response(lambda answer: "/api/client/" in answer.url) as sent:
        form.locator("button[type=submit]").click()
    query = parse_qs(urlsplit(sent.value.url).query)
    findings.expect(
        query.get("certification_status") == ["active", "suspended"],
        reader.path,
        f"two lines are sent as {query.get('certification_status')}",
    )
    findings.expect(sent.value.status == 200, reader.path, f"the form gets {sent.value.status}")


def check_forms(reader, site, keys, findings):
    """One call of each role and method that changes nothing for good."""
    chosen = {}
    for path, document in site.pages.items():
        for method, target in document.try_forms:
            role = target.removeprefix("/api/client/").split("/")[1]
            if method == "POST" and target.endswith("/upload-cert"):
                chosen.setdefault(role, (path, (method, target)))
    for role, key in keys.items():
        if role == "cb":
            check_repeated(reader, key, findings)
        if findings.expect(role in chosen, "/docs", f"no form for an upload by {role}"):
            check_try_it(reader, *chosen[role], key, findings)


def check_no_forms(site, findings):
    """Without `docs.tryIt` nothing of it is there."""
    for path, document in site.pages.items():
        findings.expect(not document.try_forms, path, "has a form that sends calls")
        findings.expect(
            not {"try-it", "try-key"} & set(document.ids), path, "has a place for the form"
        )


def check_scripts(site, findings):
    """What can send a call is loaded by the pages that have the form for it, and by no other."""
    texts = {}
    for path, document in site.pages.items():
        scripts = [link for link in document.resources if ".js" in link]
        findings.expect(scripts != [], path, "has no script")
        for script in scripts:
            if script not in texts:
                texts[script] = fetch(site.address + script).text
        can_send = any("x-http-authorization" in texts[script] for script in scripts)
        if document.try_forms:
            findings.expect(can_send, path, "has a form, and no script that sends it")
        else:
            findings.expect(not can_send, path, "has no form, and a script that can send calls")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--keys", type=json.loads, default={}, help="of each role, as JSON")
    parser.add_argument("--no-try-it", action="store_true", help="the server has no such form")
    options = parser.parse_args()
    findings = Findings()
    site = Site(options.address, findings)
    start = time.monotonic()
    check_scripts(site, findings)
    if options.no_try_it:
        check_no_forms(site, findings)
        findings.end(f"{len(site.pages)} pages")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox"]
        )
        reader = Reader(browser, site.address, findings)
        plain = Reader(browser, site.address, findings, java_script_enabled=False)
        titles = defaultdict(list)
        for index, (path, document) in enumerate(site.pages.items()):
            check_document(path, document, findings)
            answer = reader.open(path)
            findings.expect(answer.status == 200, path, f"status {answer.status}")
            titles[reader.page.title()].append(path)
            # The navigation is long, and the same on every page but the root.
            reader.page.evaluate(OPEN_ALL, "body" if index < 2 else "main")
            check_axe(reader, findings)
            check_phone(reader, findings)
            check_without_script(reader, plain, findings)
        for title, paths in titles.items():
            findings.expect(len(paths) == 1, ", ".join(paths), f"the same title: {title}")
        check_keyboard(reader, findings)
        check_print(reader, findings)
        check_search(reader, findings)
        check_forms(reader, site, options.keys, findings)
        browser.close()
    findings.end(f"{len(site.pages)} pages in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()

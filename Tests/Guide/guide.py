"""What the scripts beside this one share: reading the guide's pages, and telling what is wrong.

They are run by the suites of Tests/CommandTests/Guide, against a server that these start. Each
prints a finding a line and exits 1 if there is any.
"""

import sys
import urllib.error
import urllib.request
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit


class Findings:
    """What is wrong. Each is printed when it is found, so that a run that is cut off says it."""

    def __init__(self):
        self.count = 0

    def add(self, place, text):
        self.count += 1
        print(f"{place}: {text}", flush=True)

    def expect(self, is_so, place, text):
        if not is_so:
            self.add(place, text)
        return is_so

    def end(self, summary):
        """Exits, with a summary on standard error."""
        print(summary, file=sys.stderr)
        sys.exit(1 if self.count else 0)


class CodeBlock:
    """The text of a `pre` that says of which language it is."""

    def __init__(self, page, language, text):
        self.page = page
        self.language = language
        self.text = text


class Document(HTMLParser):
    """What a page says, as far as the checks ask for it."""

    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.headings = []
        self.links = []
        self.resources = []
        self.ids = []
        self.code = []
        self.try_forms = []
        self._open = []
        self._language = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        for name in ("src", "href"):
            if tag in ("link", "script", "img", "iframe", "source") and name in values:
                self.resources.append(values[name])
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append([int(tag[1]), ""])
        if tag == "pre" and values.get("data-language"):
            self._language = values["data-language"]
            self.code.append([self._language, ""])
        if tag == "form" and "data-method" in values:
            self.try_forms.append((values["data-method"], values.get("data-path", "")))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag == "pre":
            self._language = None
        while tag in self._open:
            if self._open.pop() == tag:
                break

    def handle_data(self, data):
        if self._language is not None:
            self.code[-1][1] += data
        for tag in reversed(self._open):
            if tag == "title" and "svg" not in self._open:
                self.title += data
            elif tag.startswith("h") and tag[1:].isdigit() and self.headings:
                self.headings[-1][1] += data
            else:
                continue
            break


class Answer:
    def __init__(self, status, content_type, body):
        self.status = status
        self.is_page = content_type.startswith("text/html")
        self.text = body.decode("utf-8", "replace")


def fetch(url):
    request = urllib.request.Request(url, headers={"Accept": "*/*"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return Answer(answer.status, answer.headers.get("Content-Type", ""), answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers.get("Content-Type", ""), error.read())


class Site:
    """Every page that is found by following every link of this server, from its root.

    Calls of the API are no pages: a link to one is not followed.
    """

    def __init__(self, address, findings):
        self.address = address.rstrip("/")
        self.pages = {}
        self.others = []
        waiting = ["/", "/docs"]
        found_on = {"/": "the root page", "/docs": "the root page"}
        while waiting:
            path = waiting.pop(0)
            if path in self.pages or path in self.others:
                continue
            answer = fetch(self.address + path)
            if not findings.expect(
                answer.status == 200, path, f"status {answer.status}, linked on {found_on[path]}"
            ):
                self.others.append(path)
                continue
            if not answer.is_page:
                self.others.append(path)
                continue
            page = self.pages[path] = Document(answer.text)
            for link in page.links:
                target = self.path(link, path)
                if target is not None and target not in found_on:
                    found_on[target] = path
                    waiting.append(target)
        self._check_anchors(findings)

    def path(self, link, base):
        """The path of a link with its query; nil for another server's, and for the API."""
        url = urlsplit(urldefrag(urljoin(self.address + base, link)).url)
        if f"{url.scheme}://{url.netloc}" != self.address or url.path.startswith("/api/"):
            return None
        return url.path + (f"?{url.query}" if url.query else "")

    def _check_anchors(self, findings):
        for path, page in self.pages.items():
            for link in page.links:
                fragment = urldefrag(urljoin(self.address + path, link)).fragment
                target = self.pages.get(self.path(link, path))
                if fragment and target is not None:
                    findings.expect(fragment in target.ids, path, f"{link} leads to no anchor")

    def code(self, language):
        """Every code block of a language, with the page that it stands on."""
        return [
            CodeBlock(path, language, text)
            for path, page in self.pages.items()
            for name, text in page.code
            if name == language
        ]

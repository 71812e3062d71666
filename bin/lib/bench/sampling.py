"""What a generated register holds, as far as its requests need it: ids, numbers, keys of pages."""
import random
import urllib.parse

from tools import Failure

LIST = "/api/client/v2/cb/cert"
SORTS = ["created_at", "updated_at", "certification_issue_date", "certification_expiry_date",
         "certificate_number"]
PAGE, PAGE_MAX = 20, 100


def listing(*parameters):
    """The path of a list with pairs of parameters."""
    return LIST + ("?" + urllib.parse.urlencode(parameters) if parameters else "")


class Sample:
    """Of the account that the server's key belongs to, at random places of its list."""

    def __init__(self, server, places, seed=1):
        self.server = server
        self.random = random.Random(seed)
        self.total = server.ask(listing(("limit", 1)))["meta"]["total_rows"]
        if self.total < 10 * PAGE_MAX:
            raise Failure(f"the register holds only {self.total} certifications of the account")
        rows = [row for _ in range(places)
                for row in self._page(PAGE_MAX, self._place(PAGE_MAX))["data"]]
        self.ids = [row["company_certifications_id"] for row in rows]
        self.numbers = [row["certification"]["certificate_number"] for row in rows]
        self.identity_numbers = [
            row["certification"]["certificate_identity_number"] for row in rows]
        self.unique_ids = [row["certified_entity"]["certified_entity_unique_id"] for row in rows]
        for values in (self.ids, self.numbers, self.identity_numbers, self.unique_ids):
            self.random.shuffle(values)
        #: Such that about one in a hundred was changed since.
        self.recently = self._value("updated_at", "DESC", 0.01, lambda row: row["updated_at"])
        #: Such that about half have expired before.
        self.halfway = self._value(
            "certification_expiry_date", "ASC", 0.5,
            lambda row: row["certification"]["certification_expiry_date"])

    def paths_of_records(self, count):
        return [f"{LIST}/{identity}" for identity in self.ids[:count]]

    def keys(self, count, *parameters):
        """Keys of pages at random depths of an unfiltered list, one close to its end."""
        places = [self._place(PAGE) for _ in range(count - 1)] + [self._last(PAGE) - 2]
        return [self._page(PAGE, place, *parameters)["meta"]["next_key"] for place in places]

    def _last(self, limit):
        return (self.total - 1) // limit

    def _place(self, limit):
        return self.random.randrange(self._last(limit))

    def _page(self, limit, place, *parameters):
        return self.server.ask(listing(("limit", limit), ("offset", place), *parameters))

    def _value(self, sort, order, share, read):
        place = int(self.total * share)
        page = self._page(1, place, ("order_by", sort), ("order", order))
        return read(page["data"][0])

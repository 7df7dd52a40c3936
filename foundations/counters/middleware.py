"""Puts the numbers into rendered pages."""

from foundations.counters.totals import fill_numbers


class NumbersMiddleware:
    """Fills in all numbers of a page at once, so that a list of articles needs no query for each."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            filled = fill_numbers(response.content)
            if filled is not response.content:
                response.content = filled
        return response

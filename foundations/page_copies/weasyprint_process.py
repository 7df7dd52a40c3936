"""`python -m …page_copies.weasyprint_process BYTES SECONDS`: HTML from standard input to a PDF on standard output.

A process of its own, so that a page that is too much for weasyprint ends this process and not the site. It fetches
nothing: the HTML carries all it shows.
"""

import resource
import sys


def main(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    import weasyprint
    from weasyprint import urls

    # Functions that fetch are of weasyprint before 68; from then on an image that one of them fetches is an error.
    fetcher = urls.URLFetcher(allowed_protocols=["data"]) if hasattr(urls, "URLFetcher") else only_data
    html = weasyprint.HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=fetcher)
    html.write_pdf(sys.stdout.buffer, pdf_variant="pdf/ua-1")


def only_data(url, *args, **kwargs):
    """What the HTML holds itself. Raises ValueError for all other addresses."""
    if not url.startswith("data:"):
        raise ValueError(f"not fetched: {url[:200]}")
    import weasyprint

    return weasyprint.default_url_fetcher(url, *args, **kwargs)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

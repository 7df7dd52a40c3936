"""`python -m …page_copies.weasyprint_process BYTES SECONDS`: HTML from standard input to a PDF on standard output.

A separate process, so that a page that exceeds its limits ends this process and not the site. It fetches nothing: the
HTML is self-contained.
"""

import resource
import sys


def main(memory: int, seconds: int) -> None:
    """`memory`: bytes of address space; `seconds`: CPU time."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    import weasyprint
    from weasyprint import urls

    # weasyprint before 68 takes a function as `url_fetcher`; later versions fail on images with one.
    fetcher = urls.URLFetcher(allowed_protocols=["data"]) if hasattr(urls, "URLFetcher") else fetch_data_only
    html = weasyprint.HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=fetcher)
    html.write_pdf(sys.stdout.buffer, pdf_variant="pdf/ua-1")


def fetch_data_only(url, *args, **kwargs):
    """Fetches `data:` addresses. Raises ValueError for all others."""
    if not url.startswith("data:"):
        raise ValueError(f"not fetched: {url[:200]}")
    import weasyprint

    return weasyprint.default_url_fetcher(url, *args, **kwargs)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

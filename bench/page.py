"""`make bench-page`: our page beside other chat pages, measured in one run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench import machine, npm, report
from bench.bars import missed
from bench.browser import chromium
from bench.competitors import COMPETITORS
from bench.errors import BenchError
from bench.figures import figures_of
from bench.measure import Samples
from bench.our_page import OURS
from bench.side_by_side import measure
from bench.talk import default_talk
from service import messages
from service.errors import StartError
from service.ports import free_ports
from service.progress import say, waiting
from service.servers import Servers
from service.stopping import Stopped, raise_on_stop_signals

REPETITIONS = 7
_COMMAND = "make bench-page"
_BUSY = "This machine was busy at the start (load average {load:.1f}), so the times are longer than they have to be."


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and write down. Returns the exit code: 1 if nothing can be measured or our page misses a bar."""
    repetitions = _parser().parse_args(arguments).repetitions
    raise_on_stop_signals()
    try:
        return run(repetitions)
    except (BenchError, StartError) as error:
        say(str(error))
    except Stopped:
        say(messages.STOPPED)
    return 1


def run(repetitions: int) -> int:
    """The whole run, see `main`. Raises BenchError or StartError where it cannot be made."""
    packages = npm.install()
    load = machine.load_average()
    with guide() as servers, chromium() as browser:
        samples = measure(browser, servers.page_url, packages, repetitions, default_talk())
        chromium_version = browser.version
    done = report.Run(
        date=datetime.now(timezone.utc).isoformat(timespec="minutes"),
        command=_COMMAND,
        versions=versions(packages, chromium_version),
        machine=machine.describe(),
        load=(load, machine.load_average()),
        repetitions=repetitions,
        server=median(samples[OURS].server),
    )
    return tell(done, samples)


@contextmanager
def guide() -> Iterator[Servers]:
    """The real bot with our page, on ports of its own. Raises StartError if it does not start."""
    with Servers("bench", *free_ports(2)) as servers:
        with waiting(messages.STARTING):
            servers.start()
        yield servers


def versions(packages: Path, chromium_version: str) -> dict[str, str]:
    """All that the figures depend on, by name."""
    installed = {name: npm.version_of(packages, name) for name in sorted({other.package for other in COMPETITORS})}
    ours = {name: version(name) for name in ("rasa", "playwright")}
    return {**ours, "Chromium": chromium_version, **installed}


def tell(run: report.Run, samples: Mapping[str, Samples]) -> int:
    """Print the table, write it down, and return the exit code."""
    figures = {name: figures_of(one) for name, one in samples.items()}
    misses = missed(figures[OURS])
    content = report.section(run, figures, misses)
    report.write_document(content)
    report.write_data(run, figures, samples, misses)
    print(content)
    say(f"Written: {report.DOCUMENT}, {report.DATA}")
    if run.load[0] > machine.BUSY:
        say(_BUSY.format(load=run.load[0]))
    return 1 if misses else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.page", description=__doc__)
    parser.add_argument(
        "--repetitions", type=_at_least_one, default=REPETITIONS, metavar="N", help="default %(default)s"
    )
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())

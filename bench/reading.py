"""How long reading takes: `python bench/reading.py` prints the median CPU of real replies and the worst hostile ones.

Each hostile mail is read in a fresh process, which tells its own time and how far its memory rose above rest.
"""

from __future__ import annotations

import email
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS.parent), str(TESTS / "reading")]

from hostile_shapes import SHAPES  # noqa: E402 (found through the path above)

from service.reading import Context, read  # noqa: E402 (so that it runs from a checkout, too)
from service.topics import load_topics  # noqa: E402

REPLIES = TESTS / "replies" / "hundred"
ROUNDS = 200


def padded(raw: bytes, size: int) -> bytes:
    """A Gmail reply grown to `size` by more quoted history, as a long thread grows it."""
    plain, html = (
        b"> and so it went on, line after line, in the letters before\r\n",
        b"<p>and so it went on, in the letters before</p>\r\n",
    )
    raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    missing = max(size - len(raw), 0)
    parts = raw.split(b"Content-Type: text/html", 1)
    if len(parts) == 1:
        return raw
    first, second = parts
    cut = first.rindex(b"\r\n--")
    first = first[:cut] + b"\r\n" + plain * (missing // 3 // len(plain)) + first[cut:]
    at = second.rindex(b"</blockquote>")
    second = second[:at] + html * (2 * missing // 3 // len(html)) + second[at:]
    return first + b"Content-Type: text/html" + second


def median_ms(raw: bytes, context: Context) -> float:
    """The median CPU of reading one mail, warm."""
    return median_of(lambda: read(raw, context))


def median_of(work: Callable[[], object]) -> float:
    """The median CPU of some work, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time_ns()
        work()
        times.append(time.process_time_ns() - start)
    return statistics.median(times) / 1e6


def hostile(name: str) -> dict[str, float | str]:
    """Read one hostile shape in a process of its own: milliseconds of CPU and megabytes above rest."""
    done = subprocess.run([sys.executable, __file__, "--one", name], capture_output=True, check=True, text=True)
    return dict(json.loads(done.stdout))


def one(name: str) -> None:
    """The child of `hostile`: import everything, rest, read, tell."""
    context = Context(topics=load_topics())
    for path in sorted(REPLIES.glob("*.eml"))[:20]:
        read(path.read_bytes(), context)
    raw = SHAPES[name]()
    rest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    reading = read(raw, context)
    spent = time.process_time() - start
    above = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - rest) / 1024
    print(json.dumps({"kind": reading.kind.value, "kB": len(raw) // 1024, "ms": spent * 1000, "MB": above}))


def main() -> None:
    context = Context(topics=load_topics())
    raws = [path.read_bytes() for path in sorted(REPLIES.glob("*.eml"))]
    print(
        f"median of the hundred ({statistics.mean(map(len, raws)) / 1024:.1f} kB): "
        f"{statistics.median(median_ms(raw, context) for raw in raws[::5]):.2f} ms"
    )
    long = padded((REPLIES / "001.eml").read_bytes(), 24 * 1024)
    print(
        f"one reply of {len(long) / 1024:.0f} kB: {median_ms(long, context):.2f} ms (at most 3); the standard library "
        f"takes {median_of(lambda: email.message_from_bytes(long)):.2f} to parse it, by which machines can be compared"
    )
    worst = {name: hostile(name) for name in SHAPES}
    for name, told in sorted(worst.items(), key=lambda item: -float(item[1]["ms"])):
        print(f"{name:40} {told['kB']:>6} kB  {told['ms']:7.1f} ms  {told['MB']:6.1f} MB  {told['kind']}")
    print(
        f"worst: {max(float(t['ms']) for t in worst.values()):.0f} ms (at most 250), "
        f"{max(float(t['MB']) for t in worst.values()):.0f} MB (at most 64)"
    )


if __name__ == "__main__":
    one(sys.argv[2]) if sys.argv[1:2] == ["--one"] else main()

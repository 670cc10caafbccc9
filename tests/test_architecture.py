"""The shape of the house: which room may import which, where time comes from, how big a file and a function may be."""

import ast
from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path

from blind import BLIND

SERVICE = Path(__file__).resolve().parents[1] / "service"
FILES = sorted(path for path in SERVICE.rglob("*.py") if "migrations" not in path.parts)

# Room → the rooms it may import besides itself. Data goes one way: a room stands above those that it names.
VALUES = {"compiled", "domain", "errors", "learned", "rhythm"}
PURE = {"reading", "planning"}
MAY_IMPORT: dict[str, set[str]] = {
    "compiled": set(),
    "domain": set(),
    "errors": set(),
    "learned": set(),
    "rhythm": set(),
    "eyes": {"errors"},
    "ids": set(),
    "clock": set(),
    "stopping": set(),
    "reading": VALUES,
    "planning": VALUES,
    "addresses": VALUES,
    "arrivals": VALUES,
    "embedded": VALUES | {"stopping"},
    "keys": VALUES,
    "logs": VALUES | {"eyes"},
    "relay": VALUES,
    "topics": VALUES,
    "contacts": VALUES,
    "letters": VALUES | {"eyes"},
    "notations": VALUES | {"relay"},
    "roster": VALUES | {"notations"},
    "setup": VALUES | {"keys", "roster"},
    "config": VALUES | {"notations", "planning", "relay"},
    "evaluate": VALUES | {"reading", "topics"},
    "store": VALUES | PURE | {"ids", "keys", "stopping"},
    "workflow": VALUES
    | PURE
    | {"addresses", "arrivals", "clock", "eyes", "ids", "letters", "relay", "roster", "store"},
    "intake": VALUES | {"addresses", "arrivals", "stopping", "workflow"},
    "worker": VALUES | {"stopping", "workflow"},
}
TOP = {"__main__", "checkup", "cli", "demo", "runtime", "sandbox", "simulate"}
"""Rooms that put the others together; nobody below them knows of them."""

# Library → the rooms, and files of rooms, that may know it.
ONLY_IN = {
    "tortoise": {"store"},
    "asyncpg": {"store"},
    "aiosqlite": {"store"},
    "arq": {"worker"},
    "aiosmtpd": {"demo", "intake"},
    "aiosmtplib": {"relay"},
    "jinja2": {"letters", "demo"},
    "markdown_it": {"letters"},
    "css_inline": {"letters"},
    "pydantic": {"config"},
    "pydantic_settings": {"config"},
    "holidays": {"config", "runtime"},
    "icalendar": {"letters", "simulate"},
    "typer": {"cli"},
}

READING = (
    "values patterns mail own_words prose days machines clauses answers opinions story topics report matters kinds"
)
"""What the reading room is made of, in the order in which a reply goes through it: each may import those before it."""

IMPURE = {
    "asyncio",
    "os",
    "socket",
    "subprocess",
    "sqlite3",
    "threading",
    "time",
    "random",
    "secrets",
    "requests",
    "http",
}
"""What a pure room cannot want."""

NOW = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
MAKES_UNIQUE_NAMES = {"relay/maildir.py"}
"""Files that put the machine's time into a file's name, as Maildir asks, and use it for nothing else."""

LINES_OF_A_FILE = 450
LINES_OF_A_FUNCTION = 60


def room_of(path: Path) -> str:
    """The room a file belongs to: its folder in service/, or itself."""
    return path.relative_to(SERVICE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> list[str]:
    """Every module a file imports, wherever in it."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def rooms_imported(path: Path) -> set[str]:
    names = (name.split(".") for name in imports(tree_of(path)))
    return {parts[1] for parts in names if parts[0] == "service" and len(parts) > 1}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def each(files: Iterable[Path], root: Path) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """A rule for files as one test, which tells every file that breaks it."""

    def one_test(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = {}
            for path in files:
                try:
                    rule(path)
                except AssertionError as error:
                    broken[str(path.relative_to(root))] = str(error)
            assert broken == {}

        test.__doc__ = rule.__doc__
        return test

    return one_test


def each_file(*, but: Collection[str] = ()) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    return each([path for path in FILES if room_of(path) not in but], SERVICE)


def test_every_room_stands_in_the_table():
    assert {room_of(path) for path in FILES} - {"__init__"} <= MAY_IMPORT.keys() | TOP


def test_the_table_has_no_circle():
    left = {room: set(others) for room, others in MAY_IMPORT.items()}
    while left:
        lowest = [room for room, others in left.items() if not others & left.keys()]
        assert lowest, f"these import each other in a circle: {sorted(left)}"
        for room in lowest:
            del left[room]


@each_file(but={"__init__", *TOP})
def test_imports_point_one_way(path):
    assert rooms_imported(path) - {room_of(path)} <= MAY_IMPORT[room_of(path)]


@each_file(but={"__init__", *MAY_IMPORT, *TOP} - {"reading"})
def test_a_reply_goes_one_way_through_the_reading_room(path):
    parts = path.relative_to(SERVICE / "reading").parts
    place, order = parts[0].removesuffix(".py"), READING.split()
    if place in order:
        names = [name.split(".") for name in imports(tree_of(path)) if name.startswith("service.reading.")]
        assert {parts[2] for parts in names} <= {*order[: order.index(place) + 1]}
    else:
        assert place in ("__init__", "interchange", "projection")


@each_file()
def test_a_library_is_known_in_its_own_room_only(path):
    libraries = {name.split(".")[0] for name in imports(tree_of(path))}
    assert {library for library in libraries & ONLY_IN.keys() if room_of(path) not in ONLY_IN[library]} == set()


@each_file()
def test_pure_rooms_touch_nothing(path):
    if room_of(path) in PURE:
        tree = tree_of(path)
        assert {name.split(".")[0] for name in imports(tree)} & IMPURE == set()
        assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.Await)]
        called = [
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert not {"open", "print", "input"} & set(called)


@each_file(but={"clock"})
def test_now_comes_from_the_clock(path):
    """`datetime.now()`, `date.today()`, `time.time()`; a monotonic clock is fine for how long something may take."""
    asked = [
        ast.unparse(node.func)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in NOW
        and str(path.relative_to(SERVICE)) not in MAKES_UNIQUE_NAMES
        and ast.unparse(node.func.value).split(".")[-1] in {"datetime", "date", "time"}
    ]
    assert asked == []


@each_file()
def test_a_file_can_be_read_at_one_sitting(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_OF_A_FILE


@each_file()
def test_a_function_can_be_seen_at_one_look(path):
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert {
        node.name: size for node in functions if (size := node.end_lineno - node.lineno + 1) > LINES_OF_A_FUNCTION
    } == {}


TESTS = Path(__file__).resolve().parent
BLIND_FILES = [path for room in BLIND for path in sorted((TESTS / room).rglob("*.py"))]
HELP = {path.stem for path in (TESTS / "support").glob("*.py")} - {"blind"}


def below(room: str) -> set[str]:
    """A room and all that it brings along."""
    return {room}.union(*(below(other) for other in MAY_IMPORT[room]))


@each(BLIND_FILES, TESTS)
def test_what_runs_on_one_database_only_sees_none(path):
    """By no import, no help of other tests and no fixture of theirs."""
    assert not {name.split(".")[0] for name in imports(tree_of(path))} & HELP
    assert all(room in MAY_IMPORT and "store" not in below(room) for room in rooms_imported(path))
    arguments = {each.arg for each in ast.walk(tree_of(path)) if isinstance(each, ast.arg)}
    assert not arguments & {"database_url", "redis_setting", "office"}

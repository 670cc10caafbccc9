"""`mentormail`, and `python -m service`."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line; every trouble of ours is one clear line, never a traceback."""
    gc.set_threshold(50_000)  # a thousand modules are about to be loaded, and none of them is garbage
    from service.cli import app

    app()


if __name__ == "__main__":
    main()

"""`mentormail`, and `python -m service`."""

from __future__ import annotations


def main() -> None:
    """Run the command line; every trouble of ours is one clear line, never a traceback."""
    from service.cli import app

    app()


if __name__ == "__main__":
    main()

"""Templates and values → finished messages."""

from service.letters.compiled import Filled
from service.letters.headers import Heading, check_address
from service.letters.letterbox import Letters

__all__ = ["Filled", "Heading", "Letters", "check_address"]

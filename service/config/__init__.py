"""config.toml and the environment → frozen settings; what is wrong stops the start with the key's name and the mend.

Costs a tenth of a second to import: commands that need no configuration leave it alone.
"""

from service.config.loading import load_settings
from service.config.settings import Coordinator, HolidaySettings, ProgramSettings, RelaySettings, Settings

__all__ = ["Coordinator", "HolidaySettings", "ProgramSettings", "RelaySettings", "Settings", "load_settings"]

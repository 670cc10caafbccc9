"""What the documents and the image say of settings is so."""

import re
from pathlib import Path

import pytest

from service.config import load_settings
from service.setup import sample_config

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"(MENTORMAIL_[A-Z]+__[A-Z_]+)=([^\s\\]+)")


@pytest.mark.parametrize("document", ["docs/install.md", "Dockerfile"])
def test_variables_are_settings(document, tmp_path):
    text = (ROOT / document).read_text(encoding="utf-8")
    named = {name: value.replace("…", "mail.library.org") for name, value in SETTING.findall(text)}
    assert named
    config = sample_config().replace("@example.edu", "@library.org").replace("localhost.localdomain", "library.org")
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    load_settings(tmp_path / "config.toml", named)


def test_the_image_gets_all_that_the_wheel_is_made_of():
    """Each file that the build needs is copied into the image, and let through by .dockerignore."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = {"pyproject.toml", "README.md", "LICENSE", "service", *re.findall(r'^"(.+)" = "service/', project, re.M)}
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.M)
    let_through = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if "!" in line}
    assert needed <= {name for names in copied for name in names.split()}
    assert needed | {"requirements.lock"} <= let_through

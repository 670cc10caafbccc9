"""Markdown and Jinja in one source: what comes out as text and as HTML."""

import re
from pathlib import Path

import pytest

from service.letters.compiled import Filled, compile_letter
from service.letters.sources import Source

VALUES = {"name": "Dana", "items": ["one", "two"], "none": [], "yes": True, "no": False, "mail": "d+x@example.org"}


SHELL = "<head><title>{{ subject }}</title></head><body><div>{{ letter }}</div></body>"


def fill(body: str, subject: str = "Hello") -> Filled:
    source = Source(Path("x.md"), subject, "", body, ("x.md, line 1",), own=False)
    return compile_letter(source, SHELL).fill(VALUES)


def html(filled: Filled) -> str:
    body = filled.html.partition("<body><div>")[2].rpartition("</div></body>")[0]
    return re.sub(r"\s*\n\s*", "", body)


TABLE = [
    ("Hello *{{ name }}*.\nBye.", "Hello Dana. Bye.\n", "<p>Hello <em>Dana</em>.Bye.</p>"),
    ("a  \nb", "a\nb\n", "<p>a<br>b</p>"),
    ("It's {{ name }}'s \"thing\"", "It’s Dana’s “thing”\n", "<p>It’s Dana’s “thing”</p>"),
    ("{% if no %}x{% else %}y{% endif %} z", "y z\n", "<p>y z</p>"),
    ("a\n{% if no %}\nb\n{% endif %}\nc", "a\n\nc\n", "<p>a</p><p>c</p>"),
    ("## One\n\nText", "One\nText\n", "<h2>One</h2><p>Text</p>"),
    (
        "{% for item in items %}\n- {{ item }}\n{% endfor %}",
        "- one\n- two\n",
        "<ul><li>one</li><li>two</li></ul>",
    ),
    (
        "- a\n{% if yes %}\n- b\n{% else %}\n- c\n{% endif %}\n- d",
        "- a\n- b\n- d\n",
        "<ul><li>a</li><li>b</li><li>d</li></ul>",
    ),
    (
        "{% if yes %}\n- a\n{% endif %}\n{% for item in items %}\n- {{ item }}\n{% endfor %}",
        "- a\n- one\n- two\n",
        "<ul><li>a</li><li>one</li><li>two</li></ul>",
    ),
    (
        "{% if no %}\n{% for item in items %}\n- {{ item }}\n{% endfor %}\n{% endif %}\nz",
        "z\n",
        "<p>z</p>",
    ),
    (
        "{% for item in items %}\n### {{ item }}\n\n- x\n{% endfor %}",
        "one\n- x\n\ntwo\n- x\n",
        "<h3>one</h3><ul><li>x</li></ul><h3>two</h3><ul><li>x</li></ul>",
    ),
    (
        "1. Alpha\n2. **Beta**\n",
        "1. Alpha\n\n2. Beta\n",
        "<p>1. Alpha</p><p>2. <strong>Beta</strong></p>",
    ),
    (
        "| A | B |\n| --- | --- |\n{% for item in items %}\n| {{ item }} | x |\n{% endfor %}",
        "A    B\none  x\ntwo  x\n",
        "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>one</td><td>x</td></tr><tr><td>two</td><td>x</td></tr></tbody></table>",
    ),
    (
        "| | |\n| --- | --- |\n| a | b |",
        "a  b\n",
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
    ),
    ("[{{ name }}](mailto:{{ mail }})", "Dana <d+x@example.org>\n", '<p><a href="mailto:d+x@example.org">Dana</a></p>'),
    (
        "[{{ mail }}](mailto:{{ mail }})",
        "d+x@example.org\n",
        '<p><a href="mailto:d+x@example.org">d+x@example.org</a></p>',
    ),
    ("a\n\n---\n\nb", "a\n\n-- \nb\n", '<p>a</p></div><div class="foot"><p>b</p>'),
    ("{% set x = name %}\n{{ x }}", "Dana\n", "<p>Dana</p>"),
    ("a { b } &#123;{ x }} &lbrace;% y", "a { b } {{ x }} {% y\n", "<p>a { b } {{ x }} {% y</p>"),
    ("<b>&amp;</b> 2 < 3", "<b>&</b> 2 < 3\n", "<p>&lt;b&gt;&amp;&lt;/b&gt; 2 &lt; 3</p>"),
    ("{# nothing #}a", "a\n", "<p>a</p>"),
]


@pytest.mark.parametrize(("body", "text", "page"), TABLE)
def test_a_source_gives_text_and_html(body: str, text: str, page: str) -> None:
    filled = fill(body)
    assert filled.text == text
    assert html(filled) == page


def test_the_subject_is_the_pages_title_and_is_escaped_there() -> None:
    filled = fill("x", subject="<{{ name }}> & co")
    assert filled.subject == "<Dana> & co"
    assert "<title>&lt;Dana&gt; &amp; co</title>" in filled.html


def test_jinja_in_the_shell_is_only_text() -> None:
    source = Source(Path("x.md"), "Hello", "", "x", ("x.md, line 1",), own=True)
    assert "{{ 7 * 7 }}" in compile_letter(source, "<body>{{ 7 * 7 }} {{ letter }}</body>").fill({}).html

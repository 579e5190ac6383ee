"""Text that no editor would write: the signs that mean something to YAML, Markdown or Fluent, in
any order and any number. The tests try a few hundred, ``python -m bench content`` many more."""

from __future__ import annotations

from hypothesis import strategies as st

SIGNS = (
    *"[]{}()<>*_`~|$#&!@%'\"\\:;,.?-+=^/",
    *(
        "a",
        "é",
        "🆘",
        "0",
        "9",
        "\u00a0",
        "\u2028",
        "\x85",
        "\t",
        " ",
        "\n",
        "\r\n",
        "\n  ",
        "\n    ",
    ),
    *("- ", "\n- ", "\n---\n", "...\n", ": ", "a: ", "\na: ", "? ", "| ", "> ", ">-\n", "|-\n"),
    *("&a ", "*a ", "<<: ", "!!map ", "!x ", "%TAG ! x\n", "# ", "## ", "\n## a\n", "1. ", "1) "),
    *("**", "__", "```\n", "[a](b)", "](", "![", "[^1]", "<b>", "&amp;", "$$", "||", "|-|\n", "~~"),
    *(
        "\nmenu = ",
        "\n-a = ",
        "{ $a }",
        "{-a}",
        "{ menu }",
        "{ $a ->",
        "\n   [one] ",
        "\n  *[other] ",
    ),
    *(
        "\n    }\n",
        "\n    .b = ",
        "{ 9 }",
        '{ "',
        '" }',
        "{ A(",
        "a: 1)",
        "null",
        "true",
        "~",
        "NO",
    ),
)


def hostile_text(most: int = 20_000) -> st.SearchStrategy[str]:
    """Signs, each of them once or thousands of times, up to so many characters."""
    counts = st.integers(1, 4) | st.sampled_from((13, 100, 3000, 20_000))
    run = st.tuples(st.sampled_from(SIGNS), counts).map(lambda pair: pair[0] * pair[1])
    return st.lists(run, max_size=30).map(lambda runs: "".join(runs)[:most])

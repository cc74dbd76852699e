"""`show` keeps the description of a figure wherever the notebook goes."""

import base64
import re
from html.parser import HTMLParser

import matplotlib
import pytest
from IPython.display import HTML
from matplotlib.figure import Figure

from helpers import palette
from helpers.display import image_html, show


class Images(HTMLParser):
    """The attributes of each <img> of a text, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "img"
        self.found.append(dict(attrs))


def parabola() -> Figure:
    figure = Figure(figsize=(4, 3))
    figure.subplots().plot([-1, 0, 1], [1, 0, 1])
    return figure


@pytest.mark.parametrize("alt", ["A parabola", 'f(x) < 1 & "x" > 0', "f′ ≤ −1"])
def test_alt_text_arrives_as_written(alt: str) -> None:
    (image,) = Images(image_html(parabola(), alt)).found
    assert image["alt"] == alt


def test_image_stands_alone_and_fits_the_page() -> None:
    (image,) = Images(image_html(parabola(), "A parabola")).found
    prefix, content = str(image["src"]).split(",")
    png = base64.b64decode(content)
    assert prefix == "data:image/png;base64"
    assert png.startswith(b"\x89PNG")
    assert "max-width: 100%" in str(image["style"])
    assert int(str(image["width"])) == pytest.approx(int.from_bytes(png[16:20], "big") / 1.5, abs=1)


def test_show_emits_one_image_and_closes_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    shown: list[HTML] = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    figure = plt.figure()
    show(figure, alt="An empty sheet")
    (output,) = shown
    assert 'alt="An empty sheet"' in output.data
    assert not plt.fignum_exists(figure.number)


@pytest.mark.parametrize(
    ("figure", "alt", "error", "message"),
    [
        (parabola(), "", ValueError, "alt is empty; say in a sentence"),
        (parabola(), "  \n", ValueError, "alt is empty"),
        (parabola(), None, TypeError, "alt must be text, got NoneType"),
        ("figure.png", "A parabola", TypeError, "fig must be a matplotlib Figure, got str"),
        (Figure().subplots(), "A parabola", TypeError, re.escape("pass `ax.figure` for axes")),
    ],
)
def test_errors_name_the_way_out(figure: Figure, alt: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        image_html(figure, alt)


def test_curves_differ_without_colour() -> None:
    styles = [palette.curve_style(index) for index in range(6)]
    assert len({str(style["linestyle"]) for style in styles}) == len({style["color"] for style in styles}) == 6
    assert len(set(palette.MARKERS)) == len(palette.COLOURS) == 6

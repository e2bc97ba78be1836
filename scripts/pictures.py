"""Draws the icons and the pictures of shared links from the site's own mark, art, style and font.

Run by `make pictures`; the drawn files are kept in the repository. Needs chromium.
"""

import base64
import html
import re
import tempfile
from pathlib import Path

from PIL import Image

from scripts.recordings.slides import FONT, photograph

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "hub" / "static" / "hub"
IMAGES = STATIC / "images"
ART = ROOT / "templates" / "components" / "art" / "toolbox-window.html"
MARK = (IMAGES / "pakki.svg").read_text("utf-8")
STYLE = (STATIC / "css" / "pakki.css").read_text("utf-8")

SHARED = (1200, 630)
"""Width and height of the picture of a shared link, as Open Graph wants it."""

SHARED_BYTES = 60_000
"""How large it may be: messengers leave out a picture that is slow to come."""

WORDS = {
    "fi": ("Yhdistyksestä työnantajaksi", "Ohjeet, infot ja ihmiset yhdistyksen avuksi"),
    "sv": (
        "Från förening till arbetsgivare",
        "Anvisningar, infoträffar och människor till föreningens hjälp",
    ),
}
"""The name of the site and what is there, in each language; `hub.seo.sharing.DRAWN` lists the same languages."""

SNOW = "#fbfcfa"
SQUARE = 1400
"""Everything square is drawn in the size of a podcast's picture and made smaller."""

LAYOUT = """
html, body { margin: 0; inline-size: 1200px; block-size: 630px; overflow: hidden; }
.shared { position: relative; block-size: 630px; background: var(--batten) var(--wall); color: #fff;
  font-family: "Finlandica Pakki"; }
.shared .mark { position: absolute; inset: 56px auto auto 64px; display: flex; gap: 20px; align-items: center;
  margin: 0; font-size: 64px; font-weight: 800; line-height: 1; }
.shared .mark svg { inline-size: 84px; block-size: 84px; }
.shared .mark [fill="#8a3324"] { fill: #fff; } .shared .mark [stroke="#8a3324"] { stroke: #fff; }
.shared .words { position: absolute; inset: 200px auto auto 64px; inline-size: 590px; }
.shared h1 { margin: 0; font-size: 78px; line-height: 1.06; font-weight: 700; letter-spacing: -.02em;
  hyphens: manual; text-wrap: wrap; }
.shared p.lead { margin: 36px 0 0; inline-size: 540px; font-size: 34px; line-height: 1.3; max-inline-size: none; }
.shared svg.hero-art { position: absolute; inset: auto 36px 46px auto; inline-size: 540px; block-size: 468px; }
.shared .foundation { position: absolute; inset: auto 0 0 0; }
"""


def face() -> str:
    """The site's font for a page that can fetch nothing."""
    font = base64.b64encode(FONT.read_bytes()).decode("ascii")
    return (
        '@font-face { font-family: "Finlandica Pakki"; font-weight: 400 800; '
        f'src: url("data:font/woff2;base64,{font}") format("woff2"); }}'
    )


def shared_page(language: str) -> str:
    """The picture of a shared link as a page: the wall of the village hall with its window and toolbox."""
    name, lead = (html.escape(words) for words in WORDS[language])
    art = re.sub(r"{#.*?#}\s*", "", ART.read_text("utf-8"))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{name}</title>'
        f"<style>{STYLE}{face()}{LAYOUT}</style>"
        f'<div class="shared"><p class="mark">{MARK}Pakki</p>'
        f'<div class="words"><h1>{name}</h1><p class="lead">{lead}</p></div>{art}'
        '<div class="foundation"></div></div></html>'
    )


def square_page(room: float) -> str:
    """The mark on snow, with `room` around it as a part of the width."""
    pad = round(SQUARE * room)
    return (
        '<!doctype html><html lang="fi"><meta charset="utf-8"><title>Pakki</title>'
        f"<style>html, body {{ margin: 0; background: {SNOW}; overflow: hidden }} "
        f"svg {{ display: block; box-sizing: border-box; inline-size: {SQUARE}px; block-size: {SQUARE}px; "
        f"padding: {pad}px }}</style>{MARK}</html>"
    )


def save(image: Image.Image, name: str, colours: int) -> int:
    """Keep a picture as PNG of so many colours, flat as the drawings are; its size in bytes."""
    target = IMAGES / name
    image.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
    return target.stat().st_size


def draw() -> None:
    """Draw everything. Raises SystemExit when chromium is missing or a picture grows too large."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for language in WORDS:
            with Image.open(photograph(shared_page(language), work, language, SHARED)) as drawn:
                size = save(drawn, f"share-{language}.png", 128)
            if size > SHARED_BYTES:
                raise SystemExit(f"share-{language}.png has {size} bytes, more than {SHARED_BYTES}")
        # A maskable icon is cut to a circle of 80 %, so its mark stands further inside.
        squares = {}
        for name, room in (("icon", 0.1), ("icon-maskable", 0.22)):
            with Image.open(photograph(square_page(room), work, name, (SQUARE, SQUARE))) as drawn:
                squares[name] = drawn.convert("RGB")
    for name, square in squares.items():
        for size in (192, 512):
            save(square.resize((size, size), Image.Resampling.LANCZOS), f"{name}-{size}.png", 64)
    icon = squares["icon"]
    save(icon.resize((180, 180), Image.Resampling.LANCZOS), "apple-touch-icon.png", 64)
    save(icon, "podcast.png", 64)
    icon.save(IMAGES / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


if __name__ == "__main__":
    draw()

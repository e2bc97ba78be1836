"""The pictures: HTML pages of the slide kit, drawn by chromium and kept as WebP."""

import base64
import html
from pathlib import Path
from string import Template

from PIL import Image

from scripts.recordings.programs import run
from scripts.recordings.script import RECORDINGS, ROOT, SPOKEN, Script

KIT = RECORDINGS / "slide-kit"
"""The templates, the style and the pictures."""

FONT = ROOT / "hub" / "static" / "hub" / "fonts" / "finlandica-pakki.woff2"
"""The site's own font: every page embeds it, so that drawing needs neither a server nor an installed font."""

DRAWN_SIZE, KEPT_SIZE = (1280, 720), (960, 540)
"""Width and height in pixels: everything is drawn, and the film shown, in the first and kept in the second."""

POSTER_BYTES, SLIDE_BYTES = 20_000, 30_000
"""How large the files may be: a phone in the countryside loads them, and the archive shows many posters at once."""

POINTS, POINT = 3, 36
"""Points on a slide and characters in a point: what stays clear of the road at the foot."""


def photograph(page: str, work: Path, name: str, size: tuple[int, int]) -> Path:
    """A PNG of an HTML page in a work folder, taken by a browser that has no profile and asks no network.

    Raises SystemExit when chromium is missing, fails or draws another size.
    """
    source, target = work / f"{name}.html", work / f"{name}.png"
    source.write_text(page, "utf-8")
    run(
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        f"--window-size={size[0]},{size[1]}",
        f"--user-data-dir={work / 'profile'}",
        f"--screenshot={target}",
        source.as_uri(),
    )
    with Image.open(target) as image:
        if image.size != size:
            raise SystemExit(f"chromium drew {image.size}, not {size}")
    return target


def draw_pages(script: Script, work: Path) -> tuple[Path, list[Path]]:
    """The poster and the slides as PNG in a work folder, in the language that is spoken.

    Raises SystemExit when a slide holds too much or names an unknown picture, and as `photograph` does.
    """
    encoded = base64.b64encode(FONT.read_bytes()).decode("ascii")
    face = (
        '@font-face { font-family: "Finlandica Pakki"; font-weight: 400 800; '
        f'src: url("data:font/woff2;base64,{encoded}") format("woff2"); }}\n'
    )
    shared = {
        "style": face + (KIT / "slides.css").read_text("utf-8"),
        "pictures": (KIT / "pictures.svg").read_text("utf-8"),
        "recording": html.escape(script.title[SPOKEN]),
    }
    page = Template((KIT / "slide.html").read_text("utf-8"))
    slides = []
    for number, slide in enumerate(script.slides, 1):
        picture = f"picture-{slide.picture}"
        if f'id="{picture}"' not in shared["pictures"]:
            raise SystemExit(f"slide-kit/pictures.svg has no {picture}")
        if len(slide.points) > POINTS or any(len(p[SPOKEN]) > POINT for p in slide.points):
            raise SystemExit(f"{slide.id}: a slide holds {POINTS} points of {POINT} characters")
        filled = page.substitute(
            shared,
            title=html.escape(slide.title[SPOKEN]),
            points="".join(f"<li>{html.escape(point[SPOKEN])}</li>" for point in slide.points),
            road="".join(
                f'<li class="here">{n}</li>' if n == number else f"<li>{n}</li>"
                for n in range(1, len(script.slides) + 1)
            ),
            picture=picture,
        )
        slides.append(photograph(filled, work, f"slide-{number}", DRAWN_SIZE))
    poster = Template((KIT / "poster.html").read_text("utf-8"))
    filled = poster.substitute(shared, picture=f"picture-{script.slides[0].picture}")
    return photograph(filled, work, "poster", DRAWN_SIZE), slides


def save_webp(source: Path, target: Path, limit: int) -> None:
    """Keep a picture in KEPT_SIZE, in as good a quality as the limit (bytes) allows.

    Raises SystemExit when it would have to look bad to fit.
    """
    with Image.open(source) as image:
        picture = image.convert("RGB").resize(KEPT_SIZE, Image.Resampling.LANCZOS)
    for quality in range(90, 40, -5):
        picture.save(target, "WEBP", quality=quality, method=6)
        if target.stat().st_size <= limit:
            return
    raise SystemExit(f"{target.name} does not fit in {limit} bytes")

"""One exercise of a plan: its picture, its name, how much of it."""

from urllib.parse import quote

import streamlit as st

from formcheck.i18n import Words
from formcheck.programme.plan import Item
from formcheck.ui.pictures import position_picture


def dose_of(item: Item, say: Words) -> str:
    """Sets, repetitions or seconds, side and band, in words."""
    number = "one" if item.sets == 1 else "many"
    parts = [say(f"programme.dose.{item.dose_name}.{number}", n=item.sets, amount=item.amount)]
    if item.side is not None:
        parts.append(say(f"side.{item.side}"))
    if item.banded:
        parts.append(say("programme.dose.band", n=item.band) if item.band else say("programme.dose.no_band"))
    return ", ".join(parts)


def item_picture(item: Item, say: Words) -> str:
    """HTML of the picture, once `item_styles` is on the page."""
    name = say(f"{item.spec.key}.name")
    return f'<div class="fc-item fc-item-{item.spec.key}" role="img" aria-label="{name}"></div>'


def load_item_pictures(items: tuple[Item, ...]) -> None:
    """Style that lays the pictures under their elements: Streamlit drops inline SVG."""
    rules = "".join(
        f'.fc-item-{item.spec.key}{{background-image:url("data:image/svg+xml,'
        f'{quote(position_picture(item.spec.key))}")}}'
        for item in items
    )
    st.html(f"<style>{rules}</style>")

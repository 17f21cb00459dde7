"""The physiotherapist's page as one HTML file: no script, no outside resource."""

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from formcheck.adapters.programme.period_sheet import Sheet


def period_html(sheet: Sheet) -> str:
    """Text of the file."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = files("formcheck.adapters").joinpath("templates/period.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source).render(sheet=sheet)

"""The walking check's promises are held against what was measured, and stand where the others do."""

from validation.walking.drawing import FIRST_TEST_SEED, draw_plan
from validation.walking.section import OVERVIEW, PAGE, TITLE, section, with_section
from validation.walking.walks import TUNING, read_plan


def test_the_test_is_of_nobody_that_rules_were_found_on() -> None:
    seeds = [walk.seed for walk in read_plan().walks]
    assert len(set(seeds)) == len(seeds) >= 12
    assert min(seeds) >= FIRST_TEST_SEED > max(walk.seed for walk in TUNING)
    assert {walk.fit for walk in read_plan().walks} == {"tight", "regular"}


def test_every_dozen_holds_every_gait() -> None:
    gaits = {"clean", "asymmetric", "limp", "shuffling", "leaned_forward", "treadmill"}
    for half in (slice(0, 12), slice(12, 24)):
        assert {walk["variant"] for walk in draw_plan(7, "2026-01-01")["walks"][half]} == gaits


def test_nobody_knows_the_next_test() -> None:
    one, other = (draw_plan(entropy, "2026-01-01")["walks"] for entropy in (1, 2))
    assert not {walk["seed"] for walk in one} & {walk["seed"] for walk in other}


def test_the_overview_says_what_the_page_says() -> None:
    overview = OVERVIEW.read_text(encoding="utf-8")
    assert with_section(overview, section()) == overview
    own = section(PAGE.read_text(encoding="utf-8"))
    assert "](WALKING.md)" in own
    assert all(word in own for word in ("no forces", "no width", "one plane", "bound"))


def test_a_section_takes_the_place_of_the_old_one_and_of_nothing_else() -> None:
    before, after = "# Page\n\n## One\nfirst\n", "## What this does not show\nlast\n"
    once = with_section(f"{before}\n{after}", f"{TITLE}\nold\n")
    assert once == f"{before}\n{TITLE}\nold\n\n{after}"
    assert with_section(once, f"{TITLE}\nnew\n") == once.replace("old", "new")

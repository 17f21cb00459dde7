"""Settings of counting and judging that all exercises share."""

from dataclasses import dataclass

from formcheck.domain.bound import Setting
from formcheck.domain.measure import Grade, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Times in seconds, shares 0..1.

    Repetitions. debounce_s: back at rest so long, at least, before one is over. settled_s: then it is
    over, still or not; settled_outline_s: the same while the outline still comes down. still_share: of
    the fastest way down that counts as still. lost_s: unseen so long, an attempt is forgotten. blind_s:
    not judged for longer, an attempt is broken off. begun_s: an attempt cut off by the end is one if it
    went on for so long. landed_share: down to so much of its height counts as back. elsewhere_share,
    elsewhere_s: down to so much and still for so long counts as back, too. still_up_share: an
    outline as high as that is still up. outline_lasts_s: as high as it is for so long. torn_share: of the
    time that an outline is up, in which one with holes lies below half of it. rest_before_s: so much of the
    rest before an onset is looked at. rest_quantile: of it that is the resting level.
    held_share: of the height from which on it is the top. creeps_share: of the fastest that a rise gains in
    creeps_s; slower it has arrived, if it is up by arrived_share of its height. lag_s: what landmarks lag
    behind the body. onset_factor, top_factor: how far onset and top are extrapolated, times the half of the
    rise that is seen. top_by_first_half: say of the first half in that. halves_alike: share of the second
    half that the first lasts at least; halves_most: but no more than so many times as seen.
    Two legs. dragged_share: a leg that shows less of the other one's height is dragged along.
    overlap_share: of the shorter of two movements that go on at the same time. airborne_share: the same, of
    two lifts between which a runner has both feet in the air, and shadow_share: more is a shadow;
    both_run_share: of the height of the one that the other has then. at_once_s: a runner's foot comes up
    again sooner.
    Holds and tries. sway_s: span of which the unsteadiness is the standard deviation; sway_min_s: the
    least of it. release_s: a knee let go for so long ends a try.
    Verdicts. amber_s: amber must last so long. clear_s: a verdict is gone after so long. Red: see
    persist_s.
    """

    debounce_s: Setting
    settled_s: Setting
    settled_outline_s: Setting
    still_share: Setting
    lost_s: Setting
    blind_s: Setting
    begun_s: Setting
    landed_share: Setting
    elsewhere_share: Setting
    elsewhere_s: Setting
    still_up_share: Setting
    outline_lasts_s: Setting
    torn_share: Setting
    rest_before_s: Setting
    rest_quantile: Setting
    held_share: Setting
    creeps_share: Setting
    creeps_s: Setting
    arrived_share: Setting
    lag_s: Setting
    onset_factor: Setting
    top_factor: Setting
    top_by_first_half: Setting
    halves_alike: Setting
    halves_most: Setting
    dragged_share: Setting
    overlap_share: Setting
    airborne_share: Setting
    both_run_share: Setting
    shadow_share: Setting
    at_once_s: Setting
    sway_s: Setting
    sway_min_s: Setting
    release_s: Setting
    amber_s: Setting
    clear_s: Setting


def _ours(value: float, reference: str) -> Setting:
    return Setting(value, Source(Grade.OURS, reference))


COUNTING = Counting(
    debounce_s=_ours(0.4, "chosen: a foot that is put down sways for less"),
    settled_s=_ours(1.2, "chosen: who sways for longer has begun anew"),
    settled_outline_s=_ours(2.5, "chosen: so long a slow foot comes down behind the other leg"),
    still_share=_ours(0.05, "chosen: what drowns in the noise of a resting foot"),
    lost_s=_ours(1.0, "chosen: what happens in a second unseen cannot be told"),
    blind_s=_ours(0.1, "chosen: as for missing pictures; repetitions of real people have no such hole"),
    begun_s=_ours(0.2, "chosen: a shorter stirring at the end of a video is nothing to speak of"),
    landed_share=_ours(0.15, "real bridges come back to 6.6-7.5 deg of 50: at .1 two of them were one"),
    elsewhere_share=_ours(0.3, "seen from a table, a foot put down further away reads a fifth of its lift"),
    elsewhere_s=_ours(0.8, "chosen: who pauses on the way down does so for less"),
    still_up_share=_ours(0.7, "chosen: of a low lift the landmark touches the floor now and then"),
    outline_lasts_s=_ours(0.25, "real people: the outline flickers by as much as a low lift raises it"),
    torn_share=_ours(0.15, "a mask with holes fell away for .32 of a lift; what follows a limb does not"),
    rest_before_s=_ours(1.0, "chosen: earlier stirrings are no part of the movement"),
    rest_quantile=_ours(0.1, "chosen: one stray sample before a lift does not date it"),
    held_share=_ours(0.8, "chosen: a held limb wanders, upwards more often than not"),
    creeps_share=_ours(0.25, "rendered bodies; held knees creep at up to .27 of the speed of their lift"),
    creeps_s=_ours(0.3, "chosen: longer than landmarks tremble, shorter than the last half of a quick lift"),
    arrived_share=_ours(0.7, "rendered bodies: a held knee creeps on by a fifth of its lift"),
    lag_s=_ours(0.06, "landmarks lag behind the body: smoothed by the pose model and by us"),
    onset_factor=_ours(1.12, "a minimum-jerk movement (a half cosine: .69) errs least on rendered bodies"),
    top_factor=_ours(0.95, "between the two: some of what comes last is taken for creeping; rendered bodies"),
    top_by_first_half=_ours(0.3, "chosen: a top is ragged; rendered bodies"),
    halves_alike=_ours(0.9, "chosen: a low lift is not seen to begin; rendered bodies"),
    halves_most=_ours(2.0, "chosen: what is not seen is no longer than what is"),
    dragged_share=_ours(0.5, "chosen: a dragged leg shows less than half of the other one's movement"),
    overlap_share=_ours(0.5, "chosen: legs that march in turn overlap by less"),
    airborne_share=_ours(0.3, "a real runner on the spot .25-.6; real marches up to .06, shaken up to .25"),
    both_run_share=_ours(0.33, "feet of a real runner .41-1.1 of one another; shadows in marches up to .21"),
    shadow_share=_ours(0.85, "shadows of rendered quick lifts .87-1, a real runner's other foot .25-.6"),
    at_once_s=_ours(0.4, "a real runner's foot rises again -.1 to .26 s after it was down, a marcher's .6"),
    sway_s=Setting(5.0, Source(Grade.EXPERT, "hold, do not bounce; the span is ours")),
    sway_min_s=_ours(2.5, "chosen: half of the span"),
    release_s=_ours(0.5, "chosen: a slip of the hand is shorter"),
    amber_s=_ours(1.0, "chosen: twice as long as red, which is the clearer sign"),
    clear_s=_ours(0.5, "chosen: as long as a fault must last to count"),
)

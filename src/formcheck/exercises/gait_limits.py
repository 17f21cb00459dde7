"""Settings by which steps are found in a walk."""

from dataclasses import dataclass

from formcheck.domain.bound import Bound, Setting
from formcheck.domain.measure import Grade, Source, Unit, at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class GaitLimits:
    """Lengths in leg lengths, times in seconds, shares 0..1.

    Standing. standing_share: a heel slower than so much of the walking speed stands; belt_standing_share:
    the same on a belt, with which it runs. piece_s: so long under one label, at least. stance_s: so long
    altogether. same_place, gap_s, overlap_s: pieces so near and so soon after one another are one stance;
    slides_s, slid_place: under one label sooner, and less near. leaves_s: what stands beside a foot for so
    little longer is that foot under the other label. flight_s, belt_flight_s: after a longer time without a
    foot on the floor a stance is missing. votes_s: so much of a stance has a vote. stands_s: so long a foot
    that came down is seen to stand, or it came down at the edge. fleeting_s, dropped_share: a shorter
    stance may be none, which costs so much of its votes. two_steps: what is so many times as long and as
    far as usual is two steps. clear_votes: of all votes, so many more for one naming of the legs than for
    the other. off_share: a toe faster than so much of the walking speed has left the floor. leg_factor:
    length of a leg over that of its landmarks. contact_lag_s, off_lag_s: by how much the landmarks' contact
    and off come late. witness_s, witness_off: heel and pelvis that say so different times of a contact
    disagree, if the pelvis was so far from its usual place; witness_reach_s: where they do by more than
    that, nobody knows. witness_spread: so far the pelvis may be from its usual place in the usual contact
    of a leg. far_scale, far_scale_sd: how much smaller the far foot is drawn, before its steps are seen.
    step_varies: standard deviation of a leg's steps. growth_sd: of how much the body's size changes in a
    leg length. distance_widths: the camera's distance over the width that it sees there. far_ahead_share:
    of what geometry says of an oblique way, so much is taken off the far foot.
    Walking. walking_speed, belt_speed: leg lengths a second. run_s: a way lasts so long. way_length: and over
    a floor leads so far, in leg lengths, or it is a lunge. steady_share: of the usual speed of the way that a
    step has, or it starts or stops. belt_share: of the time either foot runs with the belt; one_foot_share:
    any of them does, as one is always on the floor. lifted: a foot that comes down from higher than that in
    front does not walk but march.
    step_s, length: of a step.
    Results. enough_steps, enough_to_compare: of each leg. told_difference: percent that are worth saying.
    own_difference_error: percent by which left and right may differ in the measuring alone; of lengths, by
    own_length_error of the leg, and on a belt, where nothing tells how the camera is turned, by
    belt_length_error.
    leg_of_height: length of a leg, hip to ankle, over the height of the person.
    pass_span_s: on a treadmill steps are told so often.
    """

    standing_share: Setting
    belt_standing_share: Setting
    piece_s: Setting
    stance_s: Setting
    same_place: Setting
    gap_s: Setting
    overlap_s: Setting
    slides_s: Setting
    slid_place: Setting
    leaves_s: Setting
    flight_s: Setting
    belt_flight_s: Setting
    votes_s: Setting
    two_steps: Setting
    stands_s: Setting
    fleeting_s: Setting
    dropped_share: Setting
    clear_votes: Bound
    off_share: Setting
    far_scale: Setting
    far_scale_sd: Setting
    step_varies: Setting
    growth_sd: Setting
    distance_widths: Setting
    far_ahead_share: Setting
    leg_factor: Setting
    contact_lag_s: Setting
    off_lag_s: Setting
    witness_s: Setting
    witness_off: Setting
    witness_reach_s: Setting
    witness_spread: Setting
    walking_speed: Bound
    belt_speed: Bound
    run_s: Setting
    way_length: Setting
    steady_share: Setting
    belt_share: Setting
    one_foot_share: Setting
    step_s: Bound
    length: Bound
    enough_steps: Setting
    enough_to_compare: Setting
    told_difference: Setting
    own_difference_error: Setting
    own_length_error: Setting
    belt_length_error: Setting
    leg_of_height: Setting
    pass_span_s: Setting


def _ours(value: float, reference: str) -> Setting:
    return Setting(value, Source(Grade.OURS, reference))


GAIT = GaitLimits(
    standing_share=_ours(
        0.45, "rendered walks: of a swinging heel only the first and the last moment are slower"
    ),
    belt_standing_share=_ours(
        0.75,
        "rendered belts: a label is at 1 before the contact, at .6 with it, and at .5 still as it settles",
    ),
    piece_s=_ours(0.08, "chosen: labels that pass from leg to leg rest nowhere for so long"),
    stance_s=_ours(0.2, "chosen: a quick walker's foot stands for 0.5 s, his heel for 0.3"),
    same_place=_ours(0.12, "chosen: a landmark of a standing heel wanders by half of that"),
    gap_s=_ours(0.6, "chosen: less than a swing and a stance; a foot is back at a place never"),
    slides_s=_ours(0.2, "chosen: the shortest swing takes 0.3 s"),
    slid_place=_ours(0.25, "chosen: half of the shortest stride that is walked"),
    overlap_s=_ours(0.1, "chosen: two feet that stand side by side are two"),
    leaves_s=_ours(0.06, "chosen: less than the shortest time on both feet"),
    flight_s=_ours(0.45, "chosen: from heel off to the other heel's contact less than 0.3 s pass"),
    belt_flight_s=_ours(0.35, "chosen: there a heel that rises still stands, for .1 s more"),
    votes_s=_ours(0.5, "chosen: as long as a walker's foot stands"),
    two_steps=_ours(1.7, "chosen: of two steps of a limp one takes twice the time of the other"),
    stands_s=_ours(0.2, "chosen: half of the time in which the other foot swings"),
    fleeting_s=_ours(0.3, "chosen: a quick walker's heel stands for so long"),
    dropped_share=_ours(0.75, "chosen: nearly as much as all of them; most stances are some foot's"),
    clear_votes=Bound(
        at_least(0.35, Unit.RATIO), Source(Grade.OURS, "labels are right in 88-97 % of frames")
    ),
    off_share=_ours(0.6, "rendered walks"),
    far_scale=_ours(0.96, "feet 0.1-0.2 m apart in depth, 3-4 m away"),
    far_scale_sd=_ours(0.03, "the same"),
    distance_widths=_ours(0.85, "a phone sees a width of 1.2 m from 1 m away"),
    far_ahead_share=_ours(
        0.45, "rendered walks turned by 3-11 deg; by geometry alone the far foot is moved too far"
    ),
    growth_sd=_ours(0.012, "rendered walks: the trunk is seen larger and smaller with every step"),
    step_varies=_ours(0.03, "chosen: healthy people vary by 2-4 %"),
    leg_factor=_ours(
        1.075, "rendered walks: hip, knee and ankle are seen nearer together than the joints are"
    ),
    contact_lag_s=_ours(0.0, "rendered walks"),
    off_lag_s=_ours(0.0, "rendered walks"),
    witness_s=_ours(0.08, "two frames of a video"),
    witness_off=_ours(0.08, "rendered walks: where the heel is seen well it is within .05"),
    witness_reach_s=_ours(0.4, "chosen: less than a step"),
    witness_spread=_ours(0.03, "rendered walks: 0.02 where the heel is seen well"),
    walking_speed=Bound(
        at_least(0.25, Unit.RATIO), Source(Grade.OURS, "a shuffle goes .4 leg lengths a second")
    ),
    belt_speed=Bound(
        at_least(0.3, Unit.RATIO), Source(Grade.OURS, "a slow belt runs .5 leg lengths a second")
    ),
    run_s=_ours(0.8, "chosen: less than two steps"),
    way_length=_ours(
        1.0, "lunges, step-ups and a step aside of real people .5-.8; who walks past, 2.5 and more"
    ),
    steady_share=_ours(0.7, "chosen: the step that starts or stops a walk has half of its speed"),
    belt_share=_ours(0.2, "a rendered belt .28 and more of the far foot, which is hidden now and then"),
    one_foot_share=_ours(
        0.57, "a rendered belt .76 and more; marches, real people in place and exercises .50 at most"
    ),
    step_s=Bound(at_least(0.2, Unit.S), Source(Grade.OURS, "chosen: 300 steps a minute")),
    length=Bound(
        at_least(-0.3, Unit.RATIO), Source(Grade.OURS, "who limps puts a foot beside or behind the other")
    ),
    enough_steps=_ours(4, "issue: at least 4 steps a leg for a result"),
    enough_to_compare=_ours(8, "issue: at least 8 steps a leg for a difference"),
    told_difference=_ours(10.0, "issue: a difference is said from 10 %"),
    own_difference_error=_ours(5.0, "rendered walks: the far leg is seen less well than the near one"),
    own_length_error=_ours(
        0.05, "rendered walks turned by 10 deg: feet side by side are seen so far apart along the way"
    ),
    belt_length_error=_ours(
        0.13, "geometry: feet .2 leg lengths apart, a camera turned by 12 deg: .083; and own_length_error"
    ),
    leg_of_height=Setting(
        0.491, Source(Grade.STUDY, "Drillis & Contini 1966: thigh .245 and shank .246 of body height")
    ),
    pass_span_s=_ours(10.0, "chosen: a live walker hears of it now and then"),
)

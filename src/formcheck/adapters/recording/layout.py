"""Layout of a recording, `formcheck.recording/2`: a zip of numpy arrays, which `numpy.load` reads, too.

about          text: JSON, see `About`; of a live workout also its runs
t_s            (n,) float64: media time
size_px        (n, 2) int32: width and height of the picture
brightness     (n,) float64
missing_s      (n,) float64: without a picture before it; the first recordings have none
background     (n, 2) float32: how fast it moves, x and y (up), pixels a second; NaN = not looked at, or not
               known. Earlier recordings have none
others         (n,) uint8: people beside the one who is followed
places         (n, 33, 2) float32: landmarks in shares of the picture, y down; NaN = nobody
visibility     (n, 33) float32
px_per_cell    (n, 2) float64: of the mask; NaN = no mask
levels/000000  (k, rows, columns) uint8: the masks of the next k frames that have one, in their order,
               0..31 (see `coarse_silhouette`); the next ones in levels/000001, and so on. Only the part of
               them where anybody is: around it all levels are 0
boxes          (c, 4) int32: of each levels/... its first row and column in the whole mask, and how many rows
               and columns that has

`formcheck.recording/1` has no boxes, and whole masks in levels/....
"""

from pydantic import BaseModel, ConfigDict

from formcheck.engine.workout import RunSpan

SCHEMA = "formcheck.recording/2"
WHOLE_MASKS = "formcheck.recording/1"
ABOUT = "about"
BOXES = "boxes"
LEVELS = "levels/{:06d}"
CHUNK_FRAMES = 64
MAX_SIZE_PX = 16_384


class About(BaseModel):
    """Head of a recording: what it was made of and by. No file name: a name may be a person's.

    runs: of a live workout, when its exercise was under way and with which leg; of a video there are none.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_name: str = SCHEMA
    formcheck: str
    mediapipe: str
    model: str
    model_sha256: str
    duration_s: float
    rotation_deg: int = 0
    mirrored: bool = False
    unmirrored: bool = False
    breaks_off_s: float | None = None
    seen_until_s: float | None = None
    width_px: int
    height_px: int
    runs: tuple[RunSpan, ...] = ()

"""How many pictures may wait between two threads: enough that none idles, no more than there is room for."""

_MOST = 4
_ROOM_BYTES = 64 << 20  # of an 8K video one picture is 100 MB


def pictures_ahead(width_px: int, height_px: int) -> int:
    """Pictures of this size, as RGB, that may wait; at least one."""
    return max(1, min(_MOST, _ROOM_BYTES // max(1, 3 * width_px * height_px)))

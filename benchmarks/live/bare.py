"""MediaPipe and nothing else: pictures that are decoded already, one after the other, into the model."""

import json
import sys
import time
from itertools import count
from pathlib import Path

import mediapipe
import numpy as np
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision

from formcheck.adapters.live.jpeg import decode_jpeg
from formcheck.adapters.live.replay import shots_of
from formcheck.adapters.models import ModelName, find_model


def main() -> None:
    """Take lines {"seconds": s}, give lines {"fps": f}."""
    pictures = [
        mediapipe.Image(mediapipe.ImageFormat.SRGB, np.ascontiguousarray(decode_jpeg(shot.jpeg)))
        for shot in shots_of(Path(sys.argv[1]))
    ]
    options = vision.PoseLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=str(find_model(ModelName.FULL).path)),
        running_mode=vision.RunningMode.VIDEO,
        output_segmentation_masks=True,
    )
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        now_ms = count(0, 33)
        landmarker.detect_for_video(pictures[0], next(now_ms))
        print(json.dumps({"pictures": len(pictures)}), flush=True)
        at = count()
        for line in sys.stdin:
            seconds, done, begun_s = json.loads(line)["seconds"], 0, time.perf_counter()
            while (spent_s := time.perf_counter() - begun_s) < seconds:
                landmarker.detect_for_video(pictures[next(at) % len(pictures)], next(now_ms))
                done += 1
            print(json.dumps({"fps": done / spent_s}), flush=True)


if __name__ == "__main__":
    main()

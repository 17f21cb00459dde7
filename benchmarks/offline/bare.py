"""The bare loop: decode, and let the pose model look, with the silhouette. `bare.py CLIP`."""

import sys

import av
import mediapipe
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision

from formcheck.adapters.models import ModelName, find_model


def main() -> None:
    """Go through a clip once."""
    options = vision.PoseLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=str(find_model(ModelName.FULL).path)),
        running_mode=vision.RunningMode.VIDEO,
        output_segmentation_masks=True,
    )
    with vision.PoseLandmarker.create_from_options(options) as landmarker, av.open(sys.argv[1]) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for picture in container.decode(stream):
            image = mediapipe.Image(mediapipe.ImageFormat.SRGB, picture.to_ndarray(format="rgb24"))
            landmarker.detect_for_video(image, round(1000.0 * float(picture.time or 0.0)))


if __name__ == "__main__":
    main()

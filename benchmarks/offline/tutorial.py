"""The loop of the field's tutorials: OpenCV reads, MediaPipe looks, OpenCV draws and writes `mp4v`.

`tutorial.py CLIP OUT.mp4`.
"""

import sys

import cv2
import mediapipe
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision

from formcheck.adapters.models import ModelName, find_model

_GREEN, _RED = (0, 255, 0), (0, 0, 255)


def main() -> None:
    """Go through a clip once, and write it with skeletons."""
    options = vision.PoseLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=str(find_model(ModelName.FULL).path)),
        running_mode=vision.RunningMode.VIDEO,
    )
    bones = [(bone.start, bone.end) for bone in vision.PoseLandmarksConnections.POSE_LANDMARKS]
    clip = cv2.VideoCapture(sys.argv[1])
    size_px = int(clip.get(cv2.CAP_PROP_FRAME_WIDTH)), int(clip.get(cv2.CAP_PROP_FRAME_HEIGHT))
    fps = clip.get(cv2.CAP_PROP_FPS)
    written = cv2.VideoWriter(sys.argv[2], cv2.VideoWriter.fourcc(*"mp4v"), fps, size_px)
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        count = 0
        while True:
            there, image = clip.read()
            if not there:
                break
            picture = mediapipe.Image(mediapipe.ImageFormat.SRGB, cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
            found = landmarker.detect_for_video(picture, round(1000.0 * count / fps))
            for landmarks in found.pose_landmarks:
                points = [(round(each.x * size_px[0]), round(each.y * size_px[1])) for each in landmarks]
                for start, end in bones:
                    cv2.line(image, points[start], points[end], _GREEN, 2)
                for point in points:
                    cv2.circle(image, point, 4, _RED, -1)
            written.write(image)
            count += 1
    clip.release()
    written.release()


if __name__ == "__main__":
    main()

"""Software OpenGL (EGL, no display): meshes and a camera in, RGB images out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import moderngl
import numpy as np
from numpy.typing import NDArray

from validation import shaders
from validation.camera import Camera
from validation.mesh import Material, Mesh

Array = NDArray[np.float64]
SHADOW_SIZE = 1024
BACKDROP = (Material.FLOOR_WOOD, Material.FLOOR_CARPET, Material.WALL, Material.MAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One shadowing key light and a two-coloured ambient; colours are linear."""

    to_light: tuple[float, float, float]
    key: tuple[float, float, float]
    sky: tuple[float, float, float]
    ground: tuple[float, float, float]
    softness_texels: float


class Renderer:
    """Owns the GL context; `set_room` once, then `draw` once per frame."""

    def __init__(self, size: tuple[int, int], light: Light, *, samples: int = 4, pattern_seed: float = 0.0) -> None:
        self._size = size
        self._light = light
        context = moderngl.create_context(standalone=True, backend="egl")
        self._context = context
        self._main = context.program(vertex_shader=shaders.VERTEX, fragment_shader=shaders.FRAGMENT)
        self._depth = context.program(vertex_shader=shaders.DEPTH_VERTEX, fragment_shader=shaders.DEPTH_FRAGMENT)
        self._multi = context.framebuffer(
            [context.renderbuffer(size, 3, samples=samples)], context.depth_renderbuffer(size, samples=samples)
        )
        self._plain = context.framebuffer([context.renderbuffer(size, 3)])
        self._shadow_map = context.depth_texture((SHADOW_SIZE, SHADOW_SIZE))
        self._shadow_map.compare_func = "<="
        self._shadow = context.framebuffer(depth_attachment=self._shadow_map)
        self._room: list[tuple[moderngl.VertexArray, moderngl.VertexArray | None]] = []
        self._main["pattern_seed"] = pattern_seed
        self._main["to_light"] = _unit(light.to_light)
        self._main["key_colour"] = light.key
        self._main["sky_colour"] = light.sky
        self._main["ground_colour"] = light.ground
        self._main["shadow_texel"] = 1.0 / SHADOW_SIZE
        self._main["shadow_softness"] = light.softness_texels
        context.enable(moderngl.DEPTH_TEST)

    def _upload(self, mesh: Mesh) -> tuple[moderngl.VertexArray, moderngl.VertexArray]:
        assert mesh.normals is not None, "a mesh must have normals before it is drawn"
        count = len(mesh.vertices)
        packed = np.concatenate(
            [mesh.vertices, mesh.normals, mesh.colours, np.full((count, 1), float(mesh.material))], axis=1
        ).astype("f4")
        vertices = self._context.buffer(packed.tobytes())
        index = self._context.buffer(np.ascontiguousarray(mesh.faces, dtype="i4").tobytes())
        layout = (vertices, "3f 3f 3f 1f", "in_position", "in_normal", "in_colour", "in_material")
        main = self._context.vertex_array(self._main, [layout], index)
        depth = self._context.vertex_array(self._depth, [(vertices, "3f 28x", "in_position")], index)
        return main, depth

    def set_room(self, meshes: Sequence[Mesh]) -> None:
        """What never moves. Floor and walls receive shadows but cast none."""
        self._room = []
        for mesh in meshes:
            main, depth = self._upload(mesh)
            self._room.append((main, None if mesh.material in BACKDROP else depth))

    def draw(self, meshes: Sequence[Mesh], camera: Camera) -> NDArray[np.uint8]:
        """One (height, width, 3) image."""
        moving = [self._upload(mesh) for mesh in meshes]
        light_mvp = _light_matrix(self._light, camera.target)
        self._main["light_mvp"].write(light_mvp.T.astype("f4").tobytes())
        self._depth["light_mvp"].write(light_mvp.T.astype("f4").tobytes())
        self._main["mvp"].write((camera.projection() @ camera.view()).T.astype("f4").tobytes())
        self._main["eye"] = tuple(camera.eye)
        self._shadow.use()
        self._shadow.clear(depth=1.0)
        for _, depth in self._room + moving:
            if depth is not None:
                depth.render()
        self._multi.use()
        self._multi.clear(0.5, 0.5, 0.5)
        self._shadow_map.use(0)
        for main, _ in self._room + moving:
            main.render()
        self._context.copy_framebuffer(self._plain, self._multi)
        raw = self._plain.read(components=3)
        for main, depth in moving:
            main.release()
            depth.release()
        width, height = self._size
        return np.ascontiguousarray(np.frombuffer(raw, dtype=np.uint8).reshape(height, width, 3)[::-1])

    def close(self) -> None:
        """Give the context back."""
        self._context.release()


def _unit(vector: tuple[float, float, float]) -> tuple[float, float, float]:
    length = float(np.linalg.norm(vector))
    return vector[0] / length, vector[1] / length, vector[2] / length


def _light_matrix(light: Light, target: tuple[float, float, float]) -> Array:
    """An orthographic view from the light over a 5 m box about the target."""
    forward = -np.asarray(_unit(light.to_light))
    right = np.cross(forward, [0.0, 0.02, 1.0])
    right /= np.linalg.norm(right)
    up = np.cross(right, forward)
    view = np.eye(4)
    view[:3, :3] = np.stack([right, up, -forward])
    view[:3, 3] = -view[:3, :3] @ (np.asarray(target) - 4.0 * forward)
    scale = np.diag([1 / 1.7, 1 / 1.7, -2 / 8.0, 1.0])
    scale[2, 3] = -1.0
    return scale @ view

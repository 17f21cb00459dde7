"""Software OpenGL (EGL, no display): meshes and a camera in, RGB images out.

Everything is drawn at twice the size (or as asked) and halved: on Mesa's llvmpipe that is several times
cheaper than multisampling. The room is drawn once; per frame only the body and its shadow are new.
"""

from __future__ import annotations

import gc
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
SUPERSAMPLE = 2
BACKDROP = (Material.FLOOR_WOOD, Material.FLOOR_CARPET, Material.WALL, Material.MAT)
"""Materials that receive shadows but cast none."""
Uploaded = tuple[moderngl.VertexArray, moderngl.VertexArray, moderngl.VertexArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One shadowing key light and a two-coloured ambient; colours are linear."""

    to_light: tuple[float, float, float]
    key: tuple[float, float, float]
    sky: tuple[float, float, float]
    ground: tuple[float, float, float]
    softness_texels: float


class Renderer:
    """Owns the GL context; one room and one camera, then `draw` once per frame."""

    def __init__(
        self,
        camera: Camera,
        light: Light,
        room: Sequence[Mesh],
        *,
        pattern_seed: float = 0.0,
        supersample: int = SUPERSAMPLE,
    ) -> None:
        gc.collect()  # what is left of the last context must not go while this one is being built
        context = moderngl.create_context(standalone=True, backend="egl")
        context.gc_mode = "auto"  # a frame's buffers go when its arrays do
        self._context, self._camera, self._light = context, camera, light
        self._scale = supersample
        self._main = {
            material: context.program(
                vertex_shader=shaders.VERTEX, fragment_shader=shaders.fragment_of(material)
            )
            for material in Material
        }
        self._receiver = context.program(
            vertex_shader=shaders.VERTEX, fragment_shader=shaders.RECEIVER_FRAGMENT
        )
        self._depth = context.program(
            vertex_shader=shaders.DEPTH_VERTEX, fragment_shader=shaders.DEPTH_FRAGMENT
        )
        screen = context.program(vertex_shader=shaders.SCREEN_VERTEX, fragment_shader=shaders.SCREEN_FRAGMENT)
        big = (camera.size[0] * supersample, camera.size[1] * supersample)
        self._still = context.framebuffer([context.texture(big, 3)], context.depth_renderbuffer(big))
        self._image = context.texture(big, 3)
        self._work = context.framebuffer([self._image], context.depth_renderbuffer(big))
        self._small = context.framebuffer([context.renderbuffer(camera.size, 3)])
        self._shadow_map = context.depth_texture((SHADOW_SIZE, SHADOW_SIZE))
        self._shadow_map.compare_func = "<="
        self._shadow = context.framebuffer(depth_attachment=self._shadow_map)
        corners = np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], dtype="f4")
        self._screen = context.vertex_array(
            screen, [(context.buffer(corners.tobytes()), "2f", "in_position")]
        )
        self._set_uniforms(pattern_seed)
        context.enable(moderngl.DEPTH_TEST)
        self._room = [self._upload(mesh) for mesh in room]
        casters = [one for one, mesh in zip(self._room, room, strict=True) if mesh.material not in BACKDROP]
        self._cast(casters)
        self._still.use()
        self._still.clear(0.5, 0.5, 0.5)
        self._shadow_map.use(0)
        for main, _, _ in self._room:
            main.render()

    def _set_uniforms(self, pattern_seed: float) -> None:
        camera, light = self._camera, self._light
        light_mvp = _light_matrix(light, camera.target).T.astype("f4").tobytes()
        mvp = (camera.projection() @ camera.view()).T.astype("f4").tobytes()
        values = {
            "to_light": _unit(light.to_light),
            "key_colour": light.key,
            "sky_colour": light.sky,
            "ground_colour": light.ground,
            "shadow_texel": 1.0 / SHADOW_SIZE,
            "shadow_softness": light.softness_texels,
            "pattern_seed": pattern_seed,
            "eye": tuple(camera.eye),
        }
        for program in (*self._main.values(), self._receiver):
            program["mvp"].write(mvp)
            program["light_mvp"].write(light_mvp)
            for name, value in values.items():
                if name in program:
                    program[name] = value
        self._depth["light_mvp"].write(light_mvp)

    def _upload(self, mesh: Mesh) -> Uploaded:
        assert mesh.normals is not None, "a mesh must have normals before it is drawn"
        packed = np.concatenate([mesh.vertices, mesh.normals, mesh.colours], axis=1, dtype="f4")
        vertices = self._context.buffer(packed.tobytes())
        index = self._context.buffer(np.ascontiguousarray(mesh.faces, dtype="i4").tobytes())
        main = self._context.vertex_array(
            self._main[mesh.material],
            [(vertices, "3f 3f 3f", "in_position", "in_normal", "in_colour")],
            index,
        )
        receiver = self._context.vertex_array(
            self._receiver, [(vertices, "3f 3f 12x", "in_position", "in_normal")], index
        )
        depth = self._context.vertex_array(self._depth, [(vertices, "3f 24x", "in_position")], index)
        return main, receiver, depth

    def _cast(self, casters: Sequence[Uploaded]) -> None:
        self._shadow.use()
        self._shadow.clear(depth=1.0)
        for _, _, depth in casters:
            depth.render()

    def draw(self, meshes: Sequence[Mesh]) -> NDArray[np.uint8]:
        """One (height, width, 3) image of the room with these meshes in it."""
        context = self._context
        moving = [self._upload(mesh) for mesh in meshes]
        self._cast(moving)
        context.copy_framebuffer(self._work, self._still)
        self._work.use()
        self._shadow_map.use(0)
        self._work.scissor = self._touched(meshes)
        context.enable(moderngl.BLEND)
        context.blend_func = moderngl.DST_COLOR, moderngl.ZERO
        for _, receiver, _ in self._room:
            receiver.render()
        context.disable(moderngl.BLEND)
        for main, _, _ in moving:
            main.render()
        self._work.scissor = None
        self._small.use()
        context.disable(moderngl.DEPTH_TEST)
        self._image.use(0)
        self._screen.render(moderngl.TRIANGLE_STRIP)
        context.enable(moderngl.DEPTH_TEST)
        raw = self._small.read(components=3)
        for arrays in moving:
            for array in arrays:
                array.release()
        width, height = self._camera.size
        return np.ascontiguousarray(np.frombuffer(raw, dtype=np.uint8).reshape(height, width, 3)[::-1])

    def _touched(self, meshes: Sequence[Mesh]) -> tuple[int, int, int, int]:
        """The rectangle (x, y, width, height; y up) that bodies and their shadows can change."""
        points = np.concatenate([mesh.vertices[::9] for mesh in meshes])
        light = np.asarray(_unit(self._light.to_light))
        fallen = points - light * (points[:, 2:] / light[2])
        pixels = self._scale * self._camera.pixels(np.concatenate([points, fallen]))
        width, height = (self._scale * side for side in self._camera.size)
        low = np.clip(pixels.min(axis=0) - 24, 0, [width, height]).astype(int)
        high = np.clip(pixels.max(axis=0) + 24, 0, [width, height]).astype(int)
        return int(low[0]), int(height - high[1]), int(high[0] - low[0]), int(high[1] - low[1])

    def close(self) -> None:
        """Give the context back."""
        self._context.release()


def _unit(vector: tuple[float, float, float]) -> tuple[float, float, float]:
    length = float(np.linalg.norm(vector))
    return vector[0] / length, vector[1] / length, vector[2] / length


def _light_matrix(light: Light, target: tuple[float, float, float]) -> Array:
    """An orthographic view from the light over a 3.4 m square about the target."""
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

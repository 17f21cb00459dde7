"""GLSL sources: one lit pass with a soft shadow map and procedural surfaces, one depth pass.

The lit pass is compiled once per material: software GL computes both sides of every branch, so a shader that
chooses at run time pays for all surfaces in each pixel.
"""

from __future__ import annotations

SHADOW_LOOKUP = """
float hash(vec3 p) {
    p = fract(p * vec3(0.1031, 0.1030, 0.0973) + pattern_seed * 0.013);
    p += dot(p, p.yxz + 33.33);
    return fract((p.x + p.y) * p.z);
}
float lit() {
    vec3 p = in_light.xyz / in_light.w * 0.5 + 0.5;
    if (any(lessThan(p, vec3(0.0))) || any(greaterThan(p, vec3(1.0)))) return 1.0;
    float sum = 0.0;
    float turn = 6.2831 * hash(vec3(gl_FragCoord.xy, 1.0));
    for (int i = 0; i < 4; i++) {
        float radius = sqrt((float(i) + 0.5) / 4.0) * shadow_softness * shadow_texel;
        float angle = turn + 2.39996 * float(i);
        sum += texture(shadow_map, vec3(p.xy + radius * vec2(cos(angle), sin(angle)), p.z - 0.0012));
    }
    return sum / 4.0;
}
"""

DEPTH_VERTEX = """
#version 330
uniform mat4 light_mvp;
in vec3 in_position;
void main() { gl_Position = light_mvp * vec4(in_position, 1.0); }
"""

DEPTH_FRAGMENT = """
#version 330
void main() {}
"""

VERTEX = """
#version 330
uniform mat4 mvp;
uniform mat4 light_mvp;
in vec3 in_position;
in vec3 in_normal;
in vec3 in_colour;
out vec3 world;
out vec3 normal;
out vec3 colour;
out vec4 in_light;
void main() {
    world = in_position;
    normal = in_normal;
    colour = in_colour;
    in_light = light_mvp * vec4(in_position + 0.006 * in_normal, 1.0);
    gl_Position = mvp * vec4(in_position, 1.0);
}
"""

FRAGMENT = """
#version 330
const int material = MATERIAL;
uniform sampler2DShadow shadow_map;
uniform vec3 eye;
uniform vec3 to_light;
uniform vec3 key_colour;
uniform vec3 sky_colour;
uniform vec3 ground_colour;
uniform float shadow_texel;
uniform float shadow_softness;
uniform float pattern_seed;
in vec3 world;
in vec3 normal;
in vec3 colour;
in vec4 in_light;
out vec4 fragment;

SHADOW_LOOKUP
float noise(vec3 p) {
    vec3 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(mix(hash(i), hash(i + vec3(1,0,0)), f.x),
                   mix(hash(i + vec3(0,1,0)), hash(i + vec3(1,1,0)), f.x), f.y),
               mix(mix(hash(i + vec3(0,0,1)), hash(i + vec3(1,0,1)), f.x),
                   mix(hash(i + vec3(0,1,1)), hash(i + vec3(1,1,1)), f.x), f.y), f.z);
}
vec3 surface(vec3 base) {
    if (material == 3) {
        float plank = floor(world.y * 7.0);
        float shade = hash(vec3(plank, floor(world.x * 0.8 + plank * 0.37), 1.0));
        float grain = noise(vec3(world.x * 3.0, world.y * 60.0, plank));
        float seam = smoothstep(0.0, 0.03, abs(fract(world.y * 7.0) - 0.0));
        return base * (0.86 + 0.18 * shade) * (0.92 + 0.12 * grain) * (0.75 + 0.25 * seam);
    }
    if (material == 4) return base * (0.85 + 0.2 * noise(world * 90.0) + 0.1 * noise(world * 7.0));
    if (material == 5) return base * (0.97 + 0.04 * noise(world * 2.0) + 0.02 * noise(world * 40.0));
    if (material == 6) return base * (0.95 + 0.07 * noise(world * 120.0));
    if (material == 2) return base * (0.7 + 0.5 * noise(world * vec3(160.0, 160.0, 60.0)));
    return base;
}
void main() {
    vec3 n = normalize(normal);
    vec3 view = normalize(eye - world);
    if (dot(n, view) < 0.0) n = -n;
    vec3 base = surface(colour);
    float wrap = material == 0 ? 0.25 : 0.05;
    float sun = lit();
    float diffuse = max((dot(n, to_light) + wrap) / (1.0 + wrap), 0.0) * sun;
    float near_floor = material >= 3 ? 1.0 : mix(0.62, 1.0, smoothstep(0.0, 0.35, world.z));
    vec3 ambient = mix(ground_colour, sky_colour, n.z * 0.5 + 0.5) * near_floor;
    float gloss = material == 0 ? 0.10 : (material == 2 ? 0.12 : 0.02);
    float shine = pow(max(dot(n, normalize(to_light + view)), 0.0), 24.0) * gloss;
    vec3 linear_rgb = base * (ambient + key_colour * diffuse) + key_colour * shine * sun;
    linear_rgb = linear_rgb / (1.0 + 0.18 * linear_rgb);
    fragment = vec4(pow(clamp(linear_rgb, 0.0, 1.0), vec3(1.0 / 2.2)), 1.0);
}
""".replace("SHADOW_LOOKUP", SHADOW_LOOKUP)

RECEIVER_FRAGMENT = """
#version 330
uniform sampler2DShadow shadow_map;
uniform vec3 to_light;
uniform vec3 key_colour;
uniform vec3 sky_colour;
uniform vec3 ground_colour;
uniform float shadow_texel;
uniform float shadow_softness;
uniform float pattern_seed;
in vec3 world;
in vec3 normal;
in vec3 colour;
in vec4 in_light;
out vec4 fragment;
SHADOW_LOOKUP
void main() {
    // The moving body's shadow on the finished room: what the light is with it, over what it is without.
    vec3 n = normalize(normal);
    vec3 key = key_colour * max(dot(n, to_light), 0.0);
    vec3 ambient = mix(ground_colour, sky_colour, n.z * 0.5 + 0.5);
    fragment = vec4(pow((ambient + key * lit()) / (ambient + key), vec3(1.0 / 2.2)), 1.0);
}
""".replace("SHADOW_LOOKUP", SHADOW_LOOKUP)

SCREEN_VERTEX = """
#version 330
in vec2 in_position;
out vec2 uv;
void main() { uv = in_position * 0.5 + 0.5; gl_Position = vec4(in_position, 0.0, 1.0); }
"""

SCREEN_FRAGMENT = """
#version 330
uniform sampler2D image;
in vec2 uv;
out vec4 fragment;
void main() { fragment = texture(image, uv); }
"""


def fragment_of(material: int) -> str:
    """The lit pass for one material."""
    return FRAGMENT.replace("MATERIAL", str(material))

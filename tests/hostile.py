"""Texts of a user's of which something else could be made: by Markdown, HTML, a format, a terminal."""

HOSTILE = {
    "a picture": "a![x](http:&#47;&#47;evil.example&#47;x.png)b.mp4",
    "a link": "[click](javascript:alert(1)).mp4",
    "HTML": "<img src=x onerror=alert(1)><b>b<.mp4",
    "a formula": "a$x^2$ $$y$$.mp4",
    "an emoji": "a:smile:b :-).mp4",
    "an icon": ":material:face::streamlit:.mp4",
    "a colour": ":red[x] :blue-badge[y] :small[z].mp4",
    "backticks": "``a`b``` `c.mp4",
    "emphasis": "_a_ **b** ~~c~~ \\*d\\*.mp4",
    "a heading": "# a -> b -- c >= d.mp4",
    "a list": "1. a.mp4",
    "an address": "www.evil.example.mp4",
    "a mail": "a@evil.example.mp4",
    "braces": "{name} {0} %s {nb} {{ report }}.mp4",
    "spaces": " a  b .mp4",
    "a table": "a | b | c.mp4",
    "a note": "a[^1] [^1]: x.mp4",
    "quotes": "a\" onload='x' `.mp4",
    "the end of a style": "</style></title></script><script>1</script>.mp4",
}

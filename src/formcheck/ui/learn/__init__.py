"""Learn: the muscle, the exercises with moving pictures, questions and answers, a glossary."""

from formcheck.ui.learn.page import draw_learn

__all__ = ["draw_learn"]

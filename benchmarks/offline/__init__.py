"""How quick videos are analysed, beside the bare model and the loop of the field's tutorials."""

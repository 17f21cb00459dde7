"""Safety on the pages: screening, pain, red flags, and the page that says when to get help."""

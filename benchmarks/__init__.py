"""How quick formcheck is. Not part of the package, and needs the development dependencies."""

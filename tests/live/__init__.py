"""The live path over a real socket."""

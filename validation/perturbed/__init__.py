"""Recordings of real people and of rendered ones, changed as cameras, machines and cuts change them."""

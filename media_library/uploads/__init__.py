"""How files arrive: tus 1.0.0, resumable, every acknowledged byte on disk; and the plain form field."""

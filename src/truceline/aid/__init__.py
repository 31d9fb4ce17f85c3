"""Aid: asked for, let through, refused and brought, and how many people need it."""

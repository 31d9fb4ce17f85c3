"""Who met, backed, urged, accused or threatened whom, and what came of it."""

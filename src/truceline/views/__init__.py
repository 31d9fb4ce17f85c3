"""What people look at: tables for the terminal, the dossier page, charts."""

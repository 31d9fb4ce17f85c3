"""What the dossier page shows, part by part, as plain records that its templates only have to write out."""

"""Labels that say what was asked: by whom, when, from where; read from and written to a project of one's own."""

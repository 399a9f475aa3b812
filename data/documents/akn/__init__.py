"""AKN4UN XML, the United Nations' own mark-up of resolutions (Akoma Ntoso 3.0 with extensions)."""

"""How well documents are read that were written out from the mark-up of the United Nations."""

"""Official documents from the United Nations: which there are, and how they are fetched."""

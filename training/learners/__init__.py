"""What learns: each file makes one kind of classifier of `clausetag.models` from texts and labels."""

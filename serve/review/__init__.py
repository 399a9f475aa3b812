"""What people are asked to read: clauses chosen, handed out as spreadsheet, tasks or page, and answers taken back."""

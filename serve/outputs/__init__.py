"""Tagged documents for people and programs: tables, rows of records, the HTML report, the Word document."""

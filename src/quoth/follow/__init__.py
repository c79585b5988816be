"""Following feeds: politely, round after round, their articles into a record."""

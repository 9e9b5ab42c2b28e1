"""What is true: the tables, their rules, the queries, inbox, outbox, calendar and migrations."""

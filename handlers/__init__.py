"""What people ask for: one module per thing a person can do, and the table that leads an intent to it."""

"""What time asks for: the reminders owed, the weekly summary, and the relay that sends what was written."""

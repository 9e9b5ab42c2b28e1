"""What tests share: databases of both kinds, invented offices, the talk between people and the bot."""

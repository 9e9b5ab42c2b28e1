"""The edges and the wiring: settings, webhook, LINE client, worker, Flask app, command line."""

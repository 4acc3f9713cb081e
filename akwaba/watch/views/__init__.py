"""Pages of the watch: parse, call a service, render."""

"""The only writers of the watch: report, assess, compare; each act is one entry."""

"""The report and the data on paper and in files; knows the domain, no screen and no socket."""

"""Twenty workshop designs as the world publishes them, each run by forty people over real HTTP to a report."""

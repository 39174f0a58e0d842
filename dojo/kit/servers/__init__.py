"""Real servers for katas, which nobody has to install, and which nothing leaves behind."""

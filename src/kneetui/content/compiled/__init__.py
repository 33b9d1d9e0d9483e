"""The compiled library and the checked core, kept on disk between runs."""

"""The app: screens and widgets."""

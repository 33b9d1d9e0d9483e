"""Cases and made-up patients that triage is measured with."""

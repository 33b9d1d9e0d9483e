"""The one page about a knee for somebody else: a doctor, a physiotherapist, a coach, or the person later."""

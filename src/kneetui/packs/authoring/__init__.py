"""What a pack author does: begin, check, try out, translate, bring up to date."""

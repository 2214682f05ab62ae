"""Language: tokens, noun phrases and names, which the suggesters build upon."""

"""How an article comes in: a file or a pasted text becomes a NewArticle, or is refused in a sentence."""

"""Places: locations by gazetteer and dateline."""

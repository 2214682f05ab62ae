"""Attribution: who says what in one article or in many, counted and reported."""

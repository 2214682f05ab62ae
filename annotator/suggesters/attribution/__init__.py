"""Attribution: who says what, and which sentences can be checked."""

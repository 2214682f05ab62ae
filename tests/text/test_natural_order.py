"""The order of names with numbers in them."""

from annotator.text.natural_order import natural_order


def test_numbers_count_as_numbers_and_case_does_not_count() -> None:
    names = ["Week 10", "week 2", "Ápril", "10 questions", "Week", "Week 2 b", "", "9 lives", "٣ rivers"]
    assert sorted(names, key=natural_order)[:4] == ["", "٣ rivers", "9 lives", "10 questions"]
    assert sorted(names, key=natural_order)[4:] == ["Week", "week 2", "Week 2 b", "Week 10", "Ápril"]

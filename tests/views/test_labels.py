from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from truceline.views.labels import LETTER, LINE, Name, Placed, place

NAMES = st.lists(
    st.builds(
        Name,
        st.text("abcdef", min_size=1, max_size=20),
        st.floats(0, 700),
        st.floats(0, 500),
        st.floats(3, 20),
        st.integers(1, 50),
    ),
    max_size=40,
)


def box(name: Placed) -> tuple[float, float, float, float]:
    wide = len(name.text) * LETTER
    left = name.x - {"start": 0.0, "middle": wide / 2, "end": wide}[name.anchor]
    return left, name.y - LINE * 0.8, left + wide, name.y + LINE * 0.2


def over(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether they cover more of each other than rounding makes."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.2 and min(a[3], b[3]) - max(a[1], b[1]) > 0.2


@given(NAMES)
def test_no_name_lies_over_another_or_outside(names: list[Name]) -> None:
    found = [box(p) for p in place(names, [(0, 470, 100, 500)], 700, 500)]
    for n, a in enumerate(found):
        assert a[0] >= 0 and a[1] >= 0 and a[2] <= 701 and a[3] <= 501
        assert not (a[0] < 100 and a[3] > 471), "over what was taken"
        assert not any(over(a, b) for b in found[:n])


def test_the_first_is_named_where_there_is_room_for_one() -> None:
    crowd = [Name(f"place {n}", 350, 250, 8, 10 - n) for n in range(8)]
    named = [p.text for p in place(crowd, [], 700, 500)]
    assert named[0] == "place 0" and len(named) < 8

from __future__ import annotations

from itertools import count

from kneetui.services.memo import Memo


def test_a_value_is_made_again_only_of_something_else() -> None:
    memo, numbers = Memo(), count()

    def made(name: str, basis: object) -> int:
        return memo.value(name, basis, lambda: next(numbers))

    assert [made("a", (1,)), made("a", (1,)), made("b", (1,)), made("a", (2,)), made("a", (2,))] == [
        0,
        0,
        1,
        2,
        2,
    ]
    assert made("a", (1,)) == 3
    memo.clear()
    assert made("a", (1,)) == 4

"""What is the same for all is made once; what somebody brought stays in the own session."""

from measurealign.ui.session import memory


def test_a_picture_is_made_once_for_all_sessions(monkeypatch) -> None:
    """Equal values suffice; who brought a list makes and keeps an own one."""
    made: list[str] = []
    everybody: memory.Held = {}
    monkeypatch.setattr(memory, "_for_all_alike", lambda: everybody)

    def asked(session: dict[str, object], told: object) -> str:
        monkeypatch.setattr(memory.st, "session_state", session)
        return memory.alike("picture", told, lambda: made.append("x") or f"of {told}", 2)

    first, other, mine = {}, {}, {"_own": ("a list",)}
    assert asked(first, {"a": 1}) == asked(other, {"a": 1}) == "of {'a': 1}"
    assert len(made) == 1
    assert asked(mine, {"a": 1}) == "of {'a': 1}" and len(made) == 2
    assert "_picture" in mine and not first and not other
    for told in ({"b": 1}, {"c": 1}):
        asked(other, told)
    assert len(everybody["picture"]) == 2, "the last ones are kept"
    asked(other, {"a": 1})
    assert len(made) == 5

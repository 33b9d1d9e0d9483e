"""Sets of keys that come along, and the keys in force: those of a set, and over them the person's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kneetui.config.settings import Settings

VI: Final = {
    "list.first": "home,g",
    "list.last": "end,G",
    "list.page-up": "pageup,ctrl+u",
    "list.page-down": "pagedown,ctrl+d",
    "diary.span": "s",
    "player.sides": "S",
    "answer.left": "left,h",
    "answer.right": "right,l",
    "field.left": "left,h",
    "field.right": "right,space,l",
    "map.turn-left": "left,h",
    "map.turn": "right,l",
    "question.list": "L",
    "month.left": "left,h",
    "month.right": "right,l",
    "month.up": "up,k",
    "month.down": "down,j",
    "plan.before": "left,h",
    "plan.after": "right,l",
    "plan.leave": "L",
    "diary.knee": "K",
    "report.knee": "K",
    "settings.down": "down,j",
    "settings.up": "up,k",
    **{
        f"{place}.{what}": key
        for place in ("today", "triage", "assessment", "diary", "routines", "tests")
        for what, key in (("undo", "u"), ("redo", "ctrl+r"))
    },
    "afterwards.undo": "u",
}
"""h, j, k and l wherever arrows move; g and G for the ends of a list, u and Ctrl+R to undo and redo."""

ONE_HAND: Final = {
    "app.help": "f1",
    "app.commands": "f2",
    "app.quit": "f10",
    "entry.clear": "f5",
    "entry.previous": "f4",
    "list.up": "up",
    "list.down": "down",
    "map.up": "up",
    "map.down": "down",
    "pain.more": "right,up",
    "pain.less": "left,down",
    "player.up": "up",
    "player.down": "down",
    "exercise.up": "up",
    "exercise.down": "down",
    **{
        f"{place}.{what}": key
        for place in ("today", "triage", "assessment", "diary", "routines", "tests")
        for what, key in (("undo", "u"), ("redo", "y"), ("report", "p"))
        if (place, what) not in (("assessment", "report"), ("tests", "report"))
    },
    "afterwards.undo": "u",
    "today.write": "n",
    "today.first-aid": "h",
    "question.why": "i",
    "why.close": "enter,i",
    "question.examine": "k",
    "question.answers": "o",
    "question.leave": "p",
    "review.back": "left,backspace,o",
    "map.front": "h",
    "map.inner": "j",
    "map.back": "n",
    "map.outer": "m",
    "map.elsewhere": "full_stop",
    "before-result.change": "o",
    "assessment.advice": "h",
    "assessment.save": "j",
    "assessment.routine": "n",
    "assessment.save-too": "n",
    "assessment.changes": "m",
    "assessment.answers": "o",
    "assessment.examine": "k",
    "assessment.other": "l",
    "diary.add": "n",
    "diary.edit": "o",
    "diary.remove": "h",
    "diary.span": "l",
    "diary.mornings": "minus",
    "diary.history": "full_stop",
    "history.kind": "l",
    "mornings.stop": "h",
    "diary.export": "j",
    "diary.backups": "f6",
    "month.next": "pagedown,l",
    "routines.begin": "n",
    "routines.sport": "j",
    "routines.cause": "k",
    "routines.equipment": "h",
    "routines.tests": "i",
    "routines.all": "full_stop",
    "routines.two-weeks": "minus",
    "exercises.area": "o",
    "exercises.cause": "k",
    "exercises.equipment": "h",
    "exercises.all": "full_stop",
    "equipment.any": "full_stop",
    "exercise.easier": "j",
    "plan.begin": "n",
    "plan.tests": "k",
    "plan.change": "o",
    "test.change": "o",
    "player.back": "u",
    "player.easier": "j",
    "player.skip": "l",
    "player.rests": "i",
    "player.weight": "y",
    "player.sides": "m",
    "player.sound": "k",
    "player.beats": "full_stop",
    "pain.stop": "h",
    "report.whom": "i",
    "report.days": "j",
    "report.sections": "h",
    "report.file": "u",
    "report.copy": "m",
    "packs.remove": "h",
    "packs.switch": "o",
    "packs.update-all": "m",
    "indexes.trust": "n",
    "indexes.distrust": "h",
    "welcome.go": "n",
}
"""Nothing needs two keys at once, and every letter is on the right half of the keyboard."""

SETS: Final[Mapping[str, Mapping[str, str]]] = {"": {}, "vi": VI, "one-hand": ONE_HAND}


def keymap(settings: Settings) -> dict[str, str]:
    """Id of a binding -> its keys, where they are not the usual ones."""
    return {**SETS.get(settings.key_set, {}), **settings.own_keys}

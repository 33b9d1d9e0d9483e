"""A core of its own for tests: few enough numbers to reckon by hand."""

from __future__ import annotations

from pathlib import Path

from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.content.model import Library

PACK = """
format = 1
id = "core"
name = "Small core"
version = "1.2.3"
summary = "Three causes."
licence = "CC0-1.0"
authors = ["tests"]
activities = ["walking"]
purpose = "It orients, it is not a diagnosis."
"""

CONTENT = """
[numbers]
default = "112"
US = "911"

[normal]
condition = { swelling = "none", fever = false }
source = "book"

[[source]]
id = "book"
title = "A book"
sure = "estimate"

[[question]]
id = "activity"
kind = "choice"
text = "What do you do?"
why = "It changes what is common."
topic = "person"
[[question.option]]
id = "walking"
text = "Walking"
[[question.option]]
id = "jumping"
text = "Jumping"

[[question]]
id = "age"
kind = "number"
text = "How old are you?"
why = "Some causes have their age."
topic = "person"
min = 8
max = 99
unit = "years"

[[question]]
id = "swelling"
role = "swelling"
kind = "choice"
text = "Is it swollen?"
why = "It changes the advice."
topic = "signs"
[[question.option]]
id = "none"
text = "No"
rate = 0.6
near = ["slight"]
[[question.option]]
id = "slight"
text = "A little"
rate = 0.3
near = ["none", "marked"]
[[question.option]]
id = "marked"
text = "Very"
rate = 0.1
near = ["slight"]

[[question]]
id = "fever"
kind = "yes-no"
text = "Do you have a fever?"
why = "It may need care today."
topic = "signs"
rate = 0.02

[[question]]
id = "location"
role = "place"
kind = "choices"
text = "Where does it hurt?"
why = "Places tell causes apart."
topic = "pain"
[[question.option]]
id = "front"
text = "In front"
rate = 0.5
[[question.option]]
id = "inside"
text = "On the inside"
rate = 0.3

[[flag]]
id = "RF1"
urgency = "emergency"
condition = { fever = true, swelling = "marked" }
because = "A hot swelling with fever."
do = "Call for help now."
stops = ["impact", "loading"]
source = "book"

[[flag]]
id = "RF2"
urgency = "soon"
condition = { swelling = "marked" }
because = "The knee is very swollen."
do = "Have it looked at."
source = "book"

[[cause]]
id = "kneecap"
name = "Kneecap pain"
clinical = "Patellofemoral pain"
summary = "The kneecap is sore."
course = "It takes weeks."
see = "A physiotherapist."
routine = "calm"
weight = 100
weights = { walking = 60 }
source = "book"
[[cause.evidence]]
id = "front"
if = { location = "front" }
present = 4
absent = 0.25
text = "pain in front"
otherwise = "no pain in front"
source = "book"
[[cause.evidence]]
id = "swollen"
if = { swelling = ["slight", "marked"] }
present = 0.5
text = "a swelling"
source = "book"

[[cause]]
id = "meniscus"
name = "Meniscus tear"
clinical = "Meniscal tear"
summary = "A tear."
course = "It takes months."
see = "A doctor."
weight = 40
source = "book"
[[cause.evidence]]
id = "swollen"
if = { swelling = ["slight", "marked"] }
present = 3
absent = 0.5
text = "a swelling"
source = "book"
[[cause.evidence]]
id = "inside"
if = { location = "inside" }
present = 2
text = "pain on the inside"
source = "book"

[[cause]]
id = "joint-infection"
name = "Infection of the joint"
clinical = "Septic arthritis"
summary = "Germs in the joint."
course = "Days matter."
see = "A hospital."
weight = 1
source = "book"
[[cause.evidence]]
id = "fever"
if = { fever = true }
present = 8
absent = 0.5
text = "fever"
source = "book"

[[tip]]
id = "less"
kind = "load"
title = "Do less for a week"
text = "Then do a little more."
causes = ["kneecap"]
source = "book"

[[exercise]]
id = "hold"
name = "Hold"
summary = "Hold it."
steps = ["Hold."]
sides = "each"
load = "isometric"
figure = "A stick."
frames = ["|", "/"]
source = "book"
[exercise.dose]
sets = 2
hold = 10

[[routine]]
id = "calm"
name = "Calm it down"
summary = "First days."
rule = "light"
source = "book"
[[routine.phase]]
id = "one"
name = "One"
goal = "Less pain."
steps = [{ exercise = "hold" }]

[[pain-rule]]
id = "light"
name = "Traffic light"
green = 2
yellow = 5
on-green = "Go on."
on-yellow = "The same."
on-red = "Less."
source = "book"
"""

LEVELS = ("emergency", "urgent", "soon", "self-care", "normal")

LEVEL = """
[[urgency]]
id = "{level}"
name = "{level} name"
symbol = "*"
who = "somebody"
within = "some time"
do = "Something."
source = "book"
"""

CASES = """
[[case]]
id = "A1"
source = "constructed"
story = "Sore in front."
[case.answers]
activity = "walking"
location = ["front"]
swelling = "none"
fever = false
[case.expect]
cause = "kneecap"
urgency = "normal"

[[case]]
id = "A2"
source = "constructed"
story = "Swollen and hot."
[case.answers]
swelling = "marked"
fever = true
[case.expect]
cause = "joint-infection"
urgency = "emergency"

[[case]]
id = "A3"
source = "constructed"
story = "Told badly."
[case.answers]
location = ["front"]
swelling = "slight"
[case.expect]
cause = "meniscus"
urgency = "urgent"
tolerated = ["soon"]
"""


def write_core(folder: Path) -> Path:
    """The folder of the small core, with its cases."""
    folder.mkdir(parents=True, exist_ok=True)
    levels = "".join(LEVEL.format(level=level) for level in LEVELS)
    for name, text in (("pack", PACK), ("content", CONTENT + levels), ("cases", CASES)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def small_library(folder: Path) -> Library:
    """The small core alone."""
    library = build([load_pack(write_core(folder), "built in")])
    assert not library.problems
    return library

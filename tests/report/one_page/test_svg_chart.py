"""The chart as a picture."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from kneetui.report.one_page.svg_chart import HEIGHT, WIDTH, svg
from tests.report.one_page.conftest import Make


def test_every_pain_is_a_shape_inside_the_picture(make: Make) -> None:
    course = make().knees[0].course
    assert course
    drawing = ElementTree.fromstring(svg(course.chart))
    days = course.chart.summary.days
    circles = [element for element in drawing.iter() if element.tag.endswith("circle")]
    assert len(circles) == sum(day.during is not None for day in days) + 1  # and the one that explains it
    for circle in circles:
        assert 0 <= float(circle.attrib["cx"]) <= WIDTH
        assert 0 <= float(circle.attrib["cy"]) <= HEIGHT


def test_it_needs_nothing_from_elsewhere(make: Make) -> None:
    course = make().knees[0].course
    assert course
    drawing = svg(course.chart)
    assert not any(word in drawing for word in ("script", "href", "url(", "style", "&#"))

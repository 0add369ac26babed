"""Looks at a page as it stands: axe-core, sideways scroll, the size of targets and the room between them."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_UNDECIDED = ("serious", "critical")
_OPTIONS = {
    "runOnly": {"type": "tag", "values": list(TAGS)},
    # What is in a frame is looked at by itself.
    "rules": {"target-size": {"enabled": True}, "frame-tested": {"enabled": False}},
    "resultTypes": ["violations", "incomplete"],
}

# What can be pressed, links and terms in running text excepted. What is opened by a press is opened first.
_TARGETS = """
() => {
  const details = [...document.querySelectorAll("details:not([open])")];
  for (const each of details) each.open = true;
  const isInText = (element) =>
    element.matches("p .term, li .term") || (element.matches("a") && getComputedStyle(element).display === "inline");
  const floor = (element) => {
    for (let each = element; each; each = each.parentElement)
      if (["sticky", "fixed"].includes(getComputedStyle(each).position)) return each;
    return document.body;
  };
  const found = [...document.querySelectorAll("a[href], button, summary, textarea, label:has(> input)")]
    .filter((element) => element.checkVisibility() && !isInText(element) && !element.matches(".skip"))
    .map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const name = element.innerText?.trim().slice(0, 40) || element.id;
      return { name, left, top, right, bottom, floor: floor(element) };
    });
  const faults = [];
  for (const [index, one] of found.entries()) {
    const [width, height] = [one.right - one.left, one.bottom - one.top];
    if (Math.min(width, height) < 47.9) faults.push(`${one.name}: ${width.toFixed(1)} x ${height.toFixed(1)}`);
    for (const other of found.slice(index + 1)) {
      if (one.floor !== other.floor) continue;
      const across = Math.max(one.left - other.right, other.left - one.right);
      const down = Math.max(one.top - other.bottom, other.top - one.bottom);
      const gap = Math.max(across, down);
      if (gap < 7.9) faults.push(`${one.name} | ${other.name}: ${gap.toFixed(1)} apart`);
    }
  }
  for (const each of details) each.open = false;
  return { count: found.length, faults };
}
"""

_OVERFLOW = """
() => {
  const width = document.documentElement.clientWidth;
  const isMeantToBeUnseen = (element) => element.closest(".unseen, .skip, .menu-word");
  const faults = [...document.body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && !isMeantToBeUnseen(element))
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > width + 1 || left < -1;
    })
    .map((element) => `${element.tagName} ${element.id} ${element.className}`);
  const excess = document.documentElement.scrollWidth - width;
  return excess > 0 ? [`${excess} px too wide`, ...faults] : faults;
}
"""

_MOVING = """
() => {
  const seconds = (list) => Math.max(...list.split(",").map((each) => parseFloat(each)));
  const faults = [...document.querySelectorAll("*")].flatMap((element) => {
    const style = getComputedStyle(element);
    const moves = Math.max(seconds(style.transitionDuration), seconds(style.animationDuration)) > 0.01;
    return moves || style.scrollBehavior === "smooth" ? [`${element.tagName} ${element.id}`] : [];
  });
  return [...faults, ...document.getAnimations().map((each) => `running: ${each.animationName ?? each.id}`)];
}
"""


def axe_faults(place: Page | Frame) -> list[str]:
    """What axe-core finds wrong, and what of weight it cannot decide."""
    place.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = place.evaluate(f"axe.run(document, {json.dumps(_OPTIONS)})")
    undecided = [each for each in found["incomplete"] if each["impact"] in _UNDECIDED]
    return [
        f"{kind}: {each['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for kind, results in (("violation", found["violations"]), ("undecided", undecided))
        for each in results
        for node in each["nodes"]
    ]


def target_faults(place: Page | Frame) -> list[str]:
    """Targets smaller than 48 px, or less than 8 px apart. A page without any target is a fault too."""
    found = place.evaluate(_TARGETS)
    faults: list[str] = found["faults"]
    return faults if found["count"] else ["no targets at all"]


def overflow_faults(place: Page | Frame) -> list[str]:
    """What makes a page scroll sideways, or lies beside it."""
    faults: list[str] = place.evaluate(_OVERFLOW)
    return faults


def moving_parts(place: Page | Frame) -> list[str]:
    """Elements that move: animations, transitions, smooth scrolling."""
    faults: list[str] = place.evaluate(_MOVING)
    return faults

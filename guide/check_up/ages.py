"""Ages in a message, and the age groups they belong to."""

from __future__ import annotations

import re

from guide.reading.words import plain

_AGE = re.compile(r"\b(\d{1,3})\b")
_MONTHS_OLD = re.compile(r"\b(?:months?|weeks?|days?)[ -]old\b")
_ADULT, _MIDDLE, _OLD, _OLDEST = 18, 40, 65, 120
_AGE_WORDS = {
    word: str(number)
    for word, number in zip(
        ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        range(11, 20),
        strict=True,
    )
} | dict(zip(["three", "four", "five", "six", "seven", "eight", "nine", "ten"], map(str, range(3, 11)), strict=True))
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_UNIT_WORDS = dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True)
)
_NUMBER_WORD = re.compile(
    rf"\b(?:({'|'.join(_TENS)})(?:[\s-]({'|'.join(_UNIT_WORDS)}))?|({'|'.join(_AGE_WORDS)}))\b", re.IGNORECASE
)
_NOT_AN_AGE = (
    r"(?!\d|[.,:/]\d|\s*(?:%|°|kgs?\b|kilos?|lbs?\b|stone|st\b|cm|mm|ft|feet|miles?|km|hours?|hrs?|mins?|minutes?|days?|"
    r"nights?|"
    r"weeks?|wks?|months?|mths?|times|cans|pints|units|beers|glasses|inch|waist|reps|percent|out\b|years?(?!\s*-?old)|yrs?(?!\s*-?old)))"
)
_AGE_TOLD = re.compile(
    r"(?<!when )(?<!since )(?<!until )(?<!till )(?<!was )"
    r"\b(?:i'?m|im|i am|aged?(?! of)|is|whos|who's|who is|he'?s|she'?s|hes|turned|turning|am|"
    r"(?<!polio )at|(?<=now )only)\s+"
    rf"(?:(?:now|only|just|nearly|almost|age|aged)\s+)?(?P<told>\d{{1,3}}){_NOT_AN_AGE}\b"
    r"|\b(?P<old>\d{1,3})[\s-]*(?:y/?o\b|yrs?[\s-]*old|years?[\s-]*old|year[\s-]*old|years? of age|[mf]\b(?!\w))"
    r"|\b(?P<small>\d{1,3})[\s-]?(?:months?|weeks?|days?)[\s-]old"
    r"|\((?P<bare>\d{2})[mf]?\)"
    r"|(?:^|[,.]\s*)(?P<alone>\d{2})(?=\s*(?:[,.!?]|$))"
    r"|\b(?:mum|mom|dad|mother|father|nan|nana|gran|grandma|grandad|granddad|grandpa|wife|husband|son|daughter|brother|sister"
    r"|uncle|aunt|auntie|friend|partner|male|female|man|woman|lady|fella|neighbour|patient|me),?\s+"
    rf"(?P<named>\d{{1,2}}){_NOT_AN_AGE}\b",
    re.IGNORECASE,
)
_PAST_AGE = re.compile(
    r"\b(?:when|since|until|till|was|were|at the age|from age|at age)\b[^.,;!?]{0,14}$", re.IGNORECASE
)


def age_told(text: str) -> str | None:
    """The age group of the first age that someone has now."""
    said = _NUMBER_WORD.sub(_as_figure, plain(text))
    for age in _AGE_TOLD.finditer(said):
        figure = next(group for group in age.groups() if group)
        if age["small"]:
            return age_group(age.group())
        if not _PAST_AGE.search(said[: age.start()]) or age["bare"]:
            return age_group(f"{figure} years old")
    return None


def _as_figure(word: re.Match[str]) -> str:
    tens, unit, small = (part.lower() if part else "" for part in word.groups())
    return _AGE_WORDS[small] if small else str(_TENS[tens] + _UNIT_WORDS.get(unit, 0))


def age_group(text: str) -> str | None:
    """The age group of the first age in `text` ("I'm 72", "6 months old"); None where there is none."""
    if _MONTHS_OLD.search(text.lower()):
        return "under_18"
    match = _AGE.search(text)
    if not match or int(match.group(1)) > _OLDEST:
        return None
    years = int(match.group(1))
    if years < _ADULT:
        return "under_18"
    if years < _MIDDLE:
        return "18_39"
    return "40_64" if years < _OLD else "65_plus"

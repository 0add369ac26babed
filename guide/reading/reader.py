"""From a message to a Reading: which clause asks what, and what must be declined instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guide.reading import reading as acts
from guide.reading.advice import AdviceCues
from guide.reading.aspect_words import AspectWords
from guide.reading.clauses import Clause, ClauseJudge
from guide.reading.language import is_other_language
from guide.reading.reading import ASPECT_ACT, DELETION, Question, Reading, Relation
from guide.reading.scan import Scan
from guide.reading.scanner import Scanner
from guide.reading.segments import Segment
from guide.reading.vocabulary import NOT_OURS, Kind

MOST_QUESTIONS = 2
MOST_CANDIDATES = 2
_PAIR = 2
_BARE_PICK = 4
_UNCLEAR = frozenset(
    {acts.OUT_OF_SCOPE, acts.UNSURE, acts.ABOUT_TOPIC, acts.CORRECT_TOPIC, acts.UNSUPPORTED, "small_talk"}
)
_WISHES = frozenset(
    {
        "start_check_up",
        "resume_check_up",
        "restart_check_up",
        "stop_check_up",
        "change_answer",
        "ask_why",
        "ask_summary",
        DELETION,
    }
)
_POLITE_ACTS = frozenset({"greet", "thank", "affirm", "deny", "goodbye"})
_MEDICINE_MAY_STAND = frozenset({"causes", "symptoms", "risk", "research", "mechanism"})


@dataclass(frozen=True)
class Thresholds:
    """Probabilities: answer from `answer` on, or from `clear` on when the runner-up is `margin` behind; a statement
    beside a question counts from `aside` on; offer "did you mean" from `offer` on; refuse as a request for advice
    from `advice` on; a test named among foreign words counts from `doubted` on."""

    answer: float = 0.5
    aside: float = 0.65
    clear: float = 0.38
    margin: float = 0.2
    offer: float = 0.12
    advice: float = 0.45
    doubted: float = 0.75


DEFAULT_THRESHOLDS = Thresholds()


class Reader:
    """Reads messages with one scanner, one judge of clauses and the cues for advice."""

    def __init__(
        self,
        scanner: Scanner,
        judge: ClauseJudge,
        cues: AdviceCues,
        aspect_words: AspectWords,
        thresholds: Thresholds = DEFAULT_THRESHOLDS,
    ) -> None:
        self._scanner = scanner
        self._judge = judge
        self._cues = cues
        self._aspect_words = aspect_words
        self._at = thresholds
        self._aspects = scanner.library.taxonomy.askable

    def read(self, text: str, tells_symptoms: bool = False, tells_a_story: bool = False) -> Reading:
        """What `text` means; it has been cleaned and holds words.

        `tells_symptoms`, `tells_a_story`: the reader of symptoms found some, or a whole story, in it. Then a medicine
        or a topic named beside it is part of what is told, unless the message asks something outright.
        """
        reading = self._read(text, tells_symptoms, tells_a_story)
        if reading.act == DELETION and not self._cues.asks_deletion(text):
            return replace(reading, act=acts.UNSURE)  # what cannot be undone is not done on a guess
        return reading

    def _read(self, text: str, tells_symptoms: bool, tells_a_story: bool) -> Reading:
        if self._cues.shows_crisis(text):
            return Reading(acts.CRISIS)
        scanned = self._scanner.scan(text)
        if is_other_language(scanned, self._scanner.own_words | self._judge.question_words):
            return Reading(acts.OTHER_LANGUAGE)
        clauses = self._judge.judge_all(scanned)
        own = self._scanner.own(scanned, 0, len(scanned.text))
        asked = "?" in text or any(clause.opens_as_question and clause.topics for clause in clauses)
        outright = asked or self._cues.asks_medication(own) or self._cues.asks_diagnosis(own)
        topics: tuple[str, ...] = self._scanner.chooser.choose(scanned, scanned.mentions) or next(
            (clause.topics for clause in clauses if clause.topics), ()
        )
        neighbours = tuple(dict.fromkeys(m.term.id for m in scanned.mentions if m.term.kind is Kind.NEIGHBOUR))
        foreign = (m.term.id for m in scanned.mentions if m.term.kind is Kind.NOT_OURS and m.term.id != NOT_OURS)
        named = Reading("", topics=topics, neighbours=neighbours, not_ours=next(foreign, None))
        if not topics:
            named = replace(named, picks=self._judge.picks(scanned))
            if len(named.picks) == 1 and len(scanned.forms) <= _BARE_PICK:
                return replace(named, act=acts.ABOUT_TOPIC)
            if self._judge.turns_round(scanned):
                return replace(named, act=acts.LEADS_TO, relation=Relation(acts.LEADS_TO, turned=True))
        best = max(clauses, key=lambda clause: clause.confidence)
        wish = best.act in _WISHES and best.confidence >= self._at.answer
        if not outright and not wish and (tells_a_story or (tells_symptoms and not topics)):
            return replace(named, act=acts.REPORT_SYMPTOMS)
        advice = self._advice(scanned, clauses, tells_a_story)
        if advice:
            return replace(named, act=advice[0], confidence=advice[1])
        for tried in (clauses, self._as_one(scanned, clauses, topics)):
            related = self._related(scanned, tried, named)
            if related:
                return related
            questions = self._questions(scanned, tried, topics, bool(neighbours))
            if questions:
                act, confidence = self._act_of(questions[0], tried)
                if questions[0].topic is None and self._names_a_symptom_only(scanned, tried):
                    named = replace(named, neighbours=())
                return replace(named, act=act, confidence=confidence, questions=questions)
        without = self._without_question(_asked(clauses), named)
        if tells_symptoms and without.act in _UNCLEAR:
            return replace(named, act=acts.REPORT_SYMPTOMS, confidence=without.confidence)
        return without

    def _names_a_symptom_only(self, scanned: Scan, clauses: Sequence[Clause]) -> bool:
        """Whether a near disease stands in a clause that points back: as a symptom ("does it cause paralysis?")."""
        return any(
            clause.points_back and mention.term.kind is Kind.NEIGHBOUR
            for clause in clauses
            for mention in self._scanner.mentions_within(scanned, clause.segment.start, clause.segment.end)
        )

    def _as_one(self, scanned: Scan, clauses: Sequence[Clause], topics: tuple[str, ...]) -> Sequence[Clause]:
        """The whole message as one clause: a second try where it names a topic and no clause alone was clear."""
        if len(clauses) < 2 or not topics:
            return ()
        whole = Segment(0, len(scanned.text), True)
        return [self._judge.judge(whole, scanned)]

    def _related(self, scanned: Scan, clauses: Sequence[Clause], named: Reading) -> Reading | None:
        """A question about several topics at once, or about a word; beside it one question more may be asked."""
        for clause in _asked(clauses):
            if not self._is_clear(clause):
                continue
            if clause.act == acts.MEANING:
                if clause.confidence < self._at.answer:
                    continue
                return replace(named, act=acts.MEANING, confidence=clause.confidence, term=clause.term)
            relation = clause.relations.get(clause.act)
            if relation is None:
                continue
            if named.neighbours and len(relation.topics) < _PAIR and relation.act != acts.WHICH_KIND:
                return replace(named, act=clause.act, confidence=clause.confidence, topics=())
            others = [other for other in clauses if other is not clause]
            beside = self._questions(scanned, others, relation.topics[:1], False) if others else ()
            return replace(
                named,
                act=clause.act,
                confidence=clause.confidence,
                relation=relation,
                topics=relation.topics or named.topics,
                questions=beside[:1],
            )
        return None

    def _advice(self, scanned: Scan, clauses: Sequence[Clause], tells_symptoms: bool) -> tuple[str, float] | None:
        own = self._scanner.own(scanned, 0, len(scanned.text))
        medication = self._strongest(acts.REQUEST_MEDICATION, clauses)
        diagnosis = self._strongest(acts.REQUEST_DIAGNOSIS, clauses)
        if self._cues.asks_medication(own) or medication >= self._at.advice:
            return acts.REQUEST_MEDICATION, max(medication, self._at.advice)
        if not tells_symptoms and any(m.term.kind is Kind.MEDICINE for m in scanned.mentions):
            if not any(clause.topics for clause in clauses):
                return acts.REQUEST_MEDICATION, max(medication, self._at.advice)
            asked = clauses[-1].aspects(self._aspects)[0][0]
            if asked not in _MEDICINE_MAY_STAND or medication >= self._at.offer:
                return acts.REQUEST_MEDICATION, max(medication, self._at.advice)
        if self._cues.asks_diagnosis(own) or diagnosis >= self._at.advice:
            return acts.REQUEST_DIAGNOSIS, max(diagnosis, self._at.advice)
        return None

    def _strongest(self, act: str, clauses: Sequence[Clause]) -> float:
        """The highest probability of `act` in any clause.

        A statement beside a question counts less: it tells the story, the question says what is wanted.
        """
        asked = _asked(clauses)
        return max(clause.probability(act) * (1.0 if clause in asked else self._at.answer) for clause in clauses)

    def _questions(
        self, scanned: Scan, clauses: Sequence[Clause], topics: tuple[str, ...], neighbour: bool
    ) -> tuple[Question, ...]:
        found: dict[Question, None] = {}
        before: tuple[str, ...] = ()
        away = False
        asked = _asked(clauses)
        for clause in clauses:
            own_topics = clause.topics
            before = own_topics or before
            aside = clause not in asked and clause.confidence < self._at.aside
            for aspect in [] if aside else self._asked_aspects(scanned, clause):
                about = own_topics or (before or topics if clause.points_back or clause.segment.asked else ())
                if about:
                    found.update({Question(self._fitting(aspect, topic, clause), topic): None for topic in about})
                elif neighbour or (clause.points_back and not away):
                    found[Question(aspect)] = None
            away = away or (clause.leads_away and clause.act not in _POLITE_ACTS)
        with_topic = [question for question in found if question.topic]
        return tuple((with_topic or list(found))[:MOST_QUESTIONS])

    def _asked_aspects(self, scanned: Scan, clause: Clause) -> list[str]:
        if not self._is_clear(clause) or not clause.act.startswith(ASPECT_ACT):
            return []
        aspect = clause.act[len(ASPECT_ACT) :]
        if aspect not in self._aspects:
            return []
        text = self._scanner.masked(scanned, clause.segment.start, clause.segment.end)
        listed = self._aspect_words.listed_together(text)
        return listed if listed else [aspect]

    def _is_clear(self, clause: Clause) -> bool:
        if clause.doubted:
            return clause.confidence >= self._at.doubted
        if clause.confidence >= self._at.answer:
            return True
        runner_up = clause.ranking[1][1]
        return clause.confidence >= self._at.clear and clause.confidence - runner_up >= self._at.margin

    def _fitting(self, aspect: str, topic: str, clause: Clause) -> str:
        """What `aspect` means for this topic: a test named beside a disease asks for its diagnosis, a therapy for its
        treatment, and some aspects make no sense for a test.
        """
        library = self._scanner.library
        sorts = {library.topics[other].sort for other in clause.companions}
        known = library.topics[topic]
        if known.sort not in ("test", "therapy"):
            if "test" in sorts and aspect in ("definition", "mechanism", "symptoms"):
                return "diagnosis"
            if "therapy" in sorts and aspect in ("definition", "mechanism"):
                return "treatment"
        taken = library.taxonomy.taken_as.get(known.sort, {})
        return aspect if aspect in known.answers else taken.get(aspect, aspect)

    def _act_of(self, question: Question, clauses: Sequence[Clause]) -> tuple[str, float]:
        act = ASPECT_ACT + question.aspect
        asked = [clause.confidence for clause in clauses if clause.act.removeprefix(ASPECT_ACT) in self._aspects]
        return act, max([clause.probability(act) for clause in clauses] + asked)

    def _without_question(self, clauses: Sequence[Clause], named: Reading) -> Reading:
        best = max(clauses, key=lambda clause: clause.confidence)
        topics = named.topics
        if topics and any(clause.bare_topic for clause in clauses):
            act = best.act if best.act in (acts.CORRECT_TOPIC, acts.TELL_MORE) else acts.ABOUT_TOPIC
            return replace(named, act=act, confidence=best.confidence)
        if self._is_clear(best):
            about_aspect = best.act.startswith(ASPECT_ACT) and best.act[len(ASPECT_ACT) :] in self._aspects
            if best.act == acts.ABOUT_TOPIC and topics:
                # "I was told I have polio" is no short follow-up: it asks what that is, whatever was asked before
                questions = (Question("definition", topics[0]),)
                return replace(named, act=best.act, confidence=best.confidence, questions=questions)
            if not about_aspect and (topics or best.act not in (acts.ABOUT_TOPIC, acts.CORRECT_TOPIC)):
                return replace(named, act=best.act, confidence=best.confidence)
        if topics:
            return self._unsure(clauses, topics, named)
        return replace(named, act=acts.OUT_OF_SCOPE, confidence=best.confidence)

    def _unsure(self, clauses: Sequence[Clause], topics: tuple[str, ...], named: Reading) -> Reading:
        clause = next((clause for clause in clauses if clause.topics), clauses[0])
        likely = [aspect for aspect, probability in clause.aspects(self._aspects) if probability >= self._at.offer]
        covered = self._scanner.library.topics[topics[0]].answers
        offered = [aspect for aspect in likely if aspect in covered][:MOST_CANDIDATES]
        if not offered:
            return replace(named, act=acts.OUT_OF_SCOPE, confidence=clause.confidence)
        candidates = tuple(Question(aspect, topics[0]) for aspect in offered)
        return replace(named, act=acts.UNSURE, confidence=clause.confidence, candidates=candidates)


def _asked(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses that a question mark closes; all of them where none does."""
    return [clause for clause in clauses if clause.segment.asked] or clauses

"""Chooses what is answered. Pure: a reading and a context go in, replies and the next context come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from guide.conversation.context import MORE, SAY, Context, Step
from guide.conversation.next_questions import NextQuestions
from guide.conversation.refusals import Refusals
from guide.conversation.relations import Relations
from guide.conversation.replies import (
    Reply,
    answer_custom,
    clarify_custom,
    list_sources,
    name_sources,
    sources_of,
)
from guide.knowledge.library import Library
from guide.reading import reading as acts
from guide.reading.glossary import Glossary
from guide.reading.reading import Question, Reading, Relation

_TAKES_UP_AN_OFFER = frozenset({acts.AFFIRM, acts.ABOUT_TOPIC, acts.CORRECT_TOPIC})
_PAIR = 2
MOST_TOLD = 2
THEM = "them"
_STARTING_TOPICS = ("muscle_atrophy", "neurogenic_atrophy", "physiologic_atrophy", "pathologic_atrophy")


class Outcome(NamedTuple):
    """What is said, and the context from then on."""

    replies: list[Reply]
    context: Context


class Responder:
    """Answers readings from the library."""

    def __init__(self, library: Library, next_questions: NextQuestions, refusals: Refusals, glossary: Glossary) -> None:
        self._library = library
        self._next = next_questions
        self._refusals = refusals
        self._relations = Relations(library)
        self._glossary = glossary
        self._special: dict[str, Callable[[Reading, Context], Outcome]] = {
            acts.ABOUT_TOPIC: self._about_topic,
            acts.CORRECT_TOPIC: self._about_topic,
            acts.TELL_MORE: self._tell_more,
            acts.UNSURE: self._did_you_mean,
            "go_back": self._go_back,
            "repeat_answer": self._repeat,
            "ask_sources": self._tell_sources,
            "ask_disclaimer": self._tell_disclaimer,
            acts.AFFIRM: self._affirm,
            acts.MEANING: self._explain,
            acts.DIFFERENCE: self._relate,
            acts.IN_COMMON: self._relate,
            acts.LEADS_TO: self._relate,
            acts.WHICH_KIND: self._relate,
        }

    def respond(self, reading: Reading, context: Context) -> Outcome:
        """The replies to one message, and the context after it. Never without a reply."""
        if reading.act not in _TAKES_UP_AN_OFFER:
            context = replace(context, candidates=(), pending=None)
        refusal = self._refusals.refuse(reading, context)
        if refusal is not None:
            about = next((reply.custom for reply in refusal if reply.custom), None) or {}
            elsewhere = about.get("neighbour") or context.elsewhere
            outcome = Outcome(refusal, replace(context, candidates=(), elsewhere=elsewhere))
            return self._with_disclaimer(outcome) if any(r.values.get("what_it_is") for r in refusal) else outcome
        return self._special.get(reading.act, self._answer_questions)(reading, context)

    def _answer_questions(self, reading: Reading, context: Context) -> Outcome:
        aspect = reading.act[len(acts.ASPECT_ACT) :]
        questions = reading.questions or tuple(Question(aspect, topic) for topic in reading.topics[:1])
        questions = questions or (Question(aspect),)
        steps = [
            Step(topic, question.aspect if question.topic else self._sensible(topic, question.aspect))
            for question in questions
            for topic in ((question.topic,) if question.topic else self._spoken_of(reading, context))
        ][:MOST_TOLD]
        return self._tell(steps, context) if steps else self._which_topic(questions[0].aspect, context)

    @staticmethod
    def _spoken_of(reading: Reading, context: Context) -> tuple[str, ...]:
        """What a question without a topic is about: of several related before those that it picks, or the last one."""
        related = context.related
        if related and reading.picks:
            picked = tuple(related.topics[place] for place in reading.picks if place < len(related.topics))
            if picked:
                return picked
        before = [step for step in context.trail[-_PAIR:] if step.relation is None]
        if len(reading.picks) == _PAIR and len(before) == _PAIR and before[0].aspect == before[1].aspect:
            return tuple(
                dict.fromkeys(step.topic for step in before)
            )  # "can they be cured?", after "what are A and B?"
        return (context.last.topic,) if context.last else ()

    def _sensible(self, topic: str, asked: str) -> str:
        """What is meant by `asked` where it makes no sense for what was spoken of ("the symptoms?", after a test)."""
        known = self._library.topics[topic]
        if asked in known.answers:
            return asked
        return self._library.taxonomy.taken_as.get(known.sort, {}).get(asked, asked)

    def _relate(self, reading: Reading, context: Context) -> Outcome:
        """Several topics at once; those that the words leave open are taken from the talk before."""
        relation = self._completed(reading.relation or Relation(reading.act, reading.topics), context)
        if relation.act == acts.WHICH_KIND and not relation.traits:
            return self._tell([Step(_STARTING_TOPICS[0], "types")], context)
        if relation.act != acts.WHICH_KIND and len(relation.topics) < _PAIR:
            return self._compare_with_what(relation, context)
        related = self._relations.answer(relation)
        steps = [Step(related.topic, related.aspect, relation=related.relation)]
        steps += [Step(q.topic or related.topic, q.aspect) for q in reading.questions]
        return self._tell(steps, context)

    def _completed(self, relation: Relation, context: Context) -> Relation:
        related = context.related
        if relation.turned and context.last and context.last.relation:
            last = context.last.relation
            return replace(last, topics=last.topics[::-1])
        if relation.act == acts.WHICH_KIND and related and related.act == acts.WHICH_KIND and relation.level == THEM:
            return replace(relation, level=related.level)  # "and which ones do not?": of all there are
        if relation.act == acts.WHICH_KIND:
            among = related.topics if related and relation.level == THEM else relation.topics
            return replace(relation, topics=among)
        if related and not relation.topics:
            return replace(relation, topics=related.topics)
        missing = [topic for topic in context.recent_topics if topic not in relation.topics]
        wanted = max(0, _PAIR - len(relation.topics))
        found = tuple(missing[:wanted])
        if relation.act == acts.LEADS_TO:  # "and can it cause a stroke?": what was spoken of comes first
            return replace(relation, topics=(*found, *relation.topics))
        told = context.last
        if not relation.topics and told and (told.topic, told.aspect) == (_STARTING_TOPICS[0], "types"):
            return replace(relation, topics=self._next.relatives(None))  # the kinds were told just now
        return replace(relation, topics=(*reversed(found), *relation.topics))

    def _compare_with_what(self, relation: Relation, context: Context) -> Outcome:
        """Only one topic is known: offers its nearest relatives to compare with."""
        topic = relation.topics[0] if relation.topics else None
        candidates = [Question("definition", other) for other in self._next.relatives(topic)]
        values = {"name": self._library.topics[topic].name} if topic else {}
        response = "utter_compare_with_what" if topic else "utter_compare_what"
        buttons = tuple(self._next.difference(topic, c.topic or "") for c in candidates) if topic else ()
        reply = Reply(
            response,
            values,
            buttons or tuple(map(self._next.words, candidates)),
            clarify_custom(self._library, candidates),
        )
        return Outcome([reply], replace(context, candidates=(), pending=relation))

    def _explain(self, reading: Reading, context: Context) -> Outcome:
        """A word of the glossary."""
        entry = self._glossary.entries.get(reading.term or "")
        if entry is None:
            return self._about_topic(reading, context)
        return self._tell([Step(entry.topic, "definition", term=entry.word)], context)

    def _about_topic(self, reading: Reading, context: Context) -> Outcome:
        """ "And polio?": the aspect asked last, for another topic."""
        if not reading.topics and reading.picks and context.last:
            topic = self._spoken_of(reading, context)[0]
            asked = next((step.aspect for step in reversed(context.trail) if step.relation is None), "definition")
            return self._tell([Step(topic, self._sensible(topic, asked))], context)
        if not reading.topics:
            return self._which_topic(context.last.aspect if context.last else "definition", context)
        relation = self._relation_taken_up(reading, context)
        if relation:
            return self._relate(replace(reading, relation=relation, questions=()), context)
        if reading.questions:
            return self._answer_questions(reading, context)
        topic = reading.topics[0]
        return self._tell([Step(topic, self._aspect_in_question(topic, context))], context)

    @staticmethod
    def _relation_taken_up(reading: Reading, context: Context) -> Relation | None:
        """ "And from polio?", after two topics were compared; or the topic that a comparison still lacked."""
        pending = context.pending
        if pending:
            return replace(pending, topics=(*pending.topics, *reading.topics)[:_PAIR], turned=False)
        last = context.last.relation if context.last else None
        if last is None or last.act not in (acts.DIFFERENCE, acts.IN_COMMON):
            return None
        if len(reading.topics) >= _PAIR:
            return replace(last, topics=reading.topics)
        stays = next((topic for topic in last.topics if topic not in reading.topics), None)
        return replace(last, topics=(stays, reading.topics[0])) if stays else None

    def _aspect_in_question(self, topic: str, context: Context) -> str:
        """The aspect just asked about, if it makes sense for `topic`; what it is otherwise."""
        known = self._library.topics[topic]
        if context.candidates:
            aspect = context.candidates[0].aspect
        else:
            aspect = context.last.aspect if context.last else "definition"
        return aspect if aspect in known.answers or aspect in known.not_covered else "definition"

    def _tell_more(self, reading: Reading, context: Context) -> Outcome:
        last = context.last
        if reading.topics and (last is None or reading.topics[0] != last.topic):
            return self._tell([Step(reading.topics[0], "definition")], context)
        if last is None:
            return Outcome([Reply("utter_more_of_what", buttons=self._next.about(None))], context)
        answer = self._library.answer(last.topic, last.aspect)
        if answer and (last.relation or last.term) and not context.told(last.topic, last.aspect):
            return self._tell([Step(last.topic, last.aspect)], context)
        if answer and answer.more and not context.told(last.topic, last.aspect, MORE):
            return self._tell([Step(last.topic, last.aspect, MORE)], context)
        buttons = self._next.after(last, context) or self._next.about(last.topic)
        values = {"name": self._library.topics[last.topic].name}
        return Outcome([Reply("utter_no_more", values, buttons)], context)

    def _go_back(self, reading: Reading, context: Context) -> Outcome:
        if len(context.trail) < 2:
            return Outcome([Reply("utter_nothing_before", buttons=self._next.about(None))], context)
        earlier = replace(context, trail=context.trail[:-2])
        return self._tell([context.trail[-2]], earlier)

    def _repeat(self, reading: Reading, context: Context) -> Outcome:
        if context.last is None:
            return Outcome([Reply("utter_nothing_to_repeat", buttons=self._next.about(None))], context)
        return self._tell([context.last], context)

    def _tell_sources(self, reading: Reading, context: Context) -> Outcome:
        last = context.last
        told = self._answer(last) if last else None
        ids = list((told.custom or {}).get("sources", ())) if told else []
        answer = self._library.answer(last.topic, last.aspect) if last else None
        if last is None or not ids:
            return Outcome([Reply("utter_sources_in_general", buttons=self._next.about(None))], context)
        if answer and not last.relation and not last.term:
            ids = sources_of(answer.sentences)
        custom = answer_custom(self._library, Question(last.aspect, last.topic), ids)
        values = {"sources": list_sources(self._library, ids), "name": self._library.topics[last.topic].name}
        reply = Reply("utter_sources", values, custom=custom)
        return self._with_disclaimer(Outcome([reply], replace(context, candidates=())))

    def _tell_disclaimer(self, reading: Reading, context: Context) -> Outcome:
        return Outcome([Reply("utter_disclaimer_full")], replace(context, disclaimer_given=True))

    def _affirm(self, reading: Reading, context: Context) -> Outcome:
        if not context.candidates:
            return Outcome([Reply("utter_yes_to_what", buttons=self._next.about(None))], context)
        first = context.candidates[0]
        return self._tell([Step(first.topic or "", first.aspect)], context)

    def _did_you_mean(self, reading: Reading, context: Context) -> Outcome:
        return self._clarify("utter_did_you_mean", reading.candidates, context)

    def _which_topic(self, aspect: str, context: Context) -> Outcome:
        candidates = [Question(aspect, topic) for topic in _STARTING_TOPICS if self._library.answer(topic, aspect)]
        if not candidates:  # only tests and therapies have it
            having = [topic for topic, covered in self._library.covered_pairs() if covered == aspect]
            candidates = [Question(aspect, topic) for topic in having[: len(_STARTING_TOPICS)]]
        return self._clarify("utter_which_topic", candidates, context)

    def _clarify(self, response: str, candidates: Sequence[Question], context: Context) -> Outcome:
        buttons = tuple(self._next.words(candidate) for candidate in candidates)
        reply = Reply(response, buttons=buttons, custom=clarify_custom(self._library, candidates))
        return Outcome([reply], replace(context, candidates=tuple(candidates)))

    def _tell(self, steps: Sequence[Step], context: Context) -> Outcome:
        """Answer each step, or say that it is not covered; then disclaimer, physician and next questions."""
        replies: list[Reply] = []
        told: Step | None = None
        for step in steps:
            reply = self._answer(step)
            if reply is None:
                replies.append(self._refusals.aspect_not_covered(step.topic, step.aspect))
                context = context.after(step)  # "and how fast is it?" is about the same topic
                continue
            if (reply.custom or {}).get("kind") == "declined":
                replies.append(replace(reply, buttons=self._next.about(step.topic)))
                context = context.after(step)  # "and the other way round?" may follow
                continue
            replies.append(reply)
            told = step
            context = context.after(step)
        if told is None:
            return Outcome(replies, replace(context, candidates=()))
        # the buttons come last, under the physician; a refusal beside an answer needs none of its own
        replies = [replace(reply, buttons=()) for reply in replies]
        outcome = self._with_disclaimer(Outcome(replies, context))
        values = {"advice": self._library.topics[told.topic].see_physician}
        buttons = self._next.after(told, outcome.context) or self._next.about(None)
        return Outcome([*outcome.replies, Reply("utter_see_physician", values, buttons)], outcome.context)

    def _answer(self, step: Step) -> Reply | None:
        if step.relation:
            return self._relations.answer(step.relation).reply
        if step.term:
            return self._meaning(step.term)
        answer = self._library.answer(step.topic, step.aspect)
        if answer is None:
            return None
        sentences = answer.more if step.part == MORE else answer.say
        ids = sources_of(sentences)
        values = {
            "answer": " ".join(sentence.text for sentence in sentences),
            "sources": name_sources(self._library, ids),
        }
        custom = {**answer_custom(self._library, Question(step.aspect, step.topic), ids), "part": step.part}
        return Reply("utter_answer" if step.part == SAY else "utter_answer_more", values, custom=custom)

    def _meaning(self, term: str) -> Reply:
        entry = self._glossary.entries[term]
        values = {"term": entry.word, "means": entry.means, "sources": name_sources(self._library, entry.source)}
        custom = answer_custom(self._library, Question("definition", entry.topic), entry.source)
        return Reply("utter_meaning", values, custom={**custom, "term": entry.word})

    @staticmethod
    def _with_disclaimer(outcome: Outcome) -> Outcome:
        """Full with the first medical answer of a talk, short with later ones."""
        response = "utter_disclaimer_short" if outcome.context.disclaimer_given else "utter_disclaimer_full"
        return Outcome([*outcome.replies, Reply(response)], replace(outcome.context, disclaimer_given=True))

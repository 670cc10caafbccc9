"""What the letters to a coordinator are filled with: the weekly summary, and the answers to their orders."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.letters.base_values import LetterValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line about somebody in the summary.

    number: the partnership's.
    who: a name, or both names of a partnership.
    note: what else may be said: the sentence that asks for help, the address that bounces; else empty.
    beside: who offered to talk about what is asked for, "Ruth Adler (ruth.adler@example.edu)"; else empty.
    """

    number: int
    who: str
    note: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendBar:
    """A bar of the summary's small chart.

    label: a closed month, "October", or the end of a week of the running one, "by Nov 15".
    met: how many partnerships met, or had met by then.
    partnerships: of how many.
    bar: the share as ten squares, "■■■■■■■□□□".
    """

    label: str
    met: int
    partnerships: int
    bar: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMail:
    """A mail that waits for a person, in the summary.

    number: what to call it, "release 3".
    sender: the address it came from.
    reason: why it waits, in words of ours; never of the mail.
    """

    number: int
    sender: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTotal:
    """A topic of the whole program.

    title: its name.
    partnerships: how many talked about it.
    or_more: at least so many; the exact number would tell of those who did not.
    """

    title: str
    partnerships: int
    or_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigures:
    """The totals of a closed cycle, as they were published once.

    month: the cycle's, "October".
    partnerships: how many there were.
    met: how many of them met.
    topics: those that three or more partnerships talked about.
    usefulness: the average of five answers or more, "4.2", "about 4" (fewer than twenty) or "4.5 or more"; else empty.
    kept: how many planned meetings were held, "17 of 22" or "20 or more of 22"; empty where that would tell too much.
    """

    month: str
    partnerships: int
    met: int
    topics: list[TopicTotal] = field(default_factory=list)
    usefulness: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryValues(LetterValues):
    """The coordinator's week.

    week: the week looked at, "November 9 to 15".
    month: the running cycle's, "November".
    partnerships: how many are active.
    met_count: how many of them met this cycle.
    quiet: nothing happened and nothing waits, so one line says it.
    help_asked: who asks for something, and the sentence.
    silent: who has not answered for two cycles.
    bounced: whose mail comes back, and the address.
    less_mail: who gets less or no mail, and why: "paused", "stopped", "no suggestions"; alike ones together.
    never_met: partnerships that were asked in two closed months and have no meeting on record.
    differ: partnerships of which one says they met and the other that they did not, after both were asked again.
    asked: how many people were asked this month.
    answered: how many of them have answered.
    median_days: how soon half of them did, "within 2 days" or "on the same day"; empty for fewer than five answers.
    trend: how many have met, month by month and by the weeks of the running month; empty in the first week.
    held: the mails that wait for a person, ten at the most.
    held_count: how many wait in all.
    met: partnerships that met this cycle.
    not_met: partnerships that say they have not.
    unanswered: participants who have not answered this cycle.
    published: the totals of closed cycles, latest first.
    coming: the week to come in numbers of the program, a sentence each.
    coming_by_name: who begins, is half-way or ends in it, or gets letters again after a pause.
    """

    week: str
    month: str
    partnerships: int
    met_count: int
    quiet: bool = False
    help_asked: list[Listed] = field(default_factory=list)
    silent: list[Listed] = field(default_factory=list)
    bounced: list[Listed] = field(default_factory=list)
    less_mail: list[Listed] = field(default_factory=list)
    never_met: list[Listed] = field(default_factory=list)
    differ: list[Listed] = field(default_factory=list)
    asked: int = 0
    answered: int = 0
    median_days: str = ""
    trend: list[TrendBar] = field(default_factory=list)
    held: list[HeldMail] = field(default_factory=list)
    held_count: int = 0
    met: list[Listed] = field(default_factory=list)
    not_met: list[Listed] = field(default_factory=list)
    unanswered: list[Listed] = field(default_factory=list)
    published: list[PublishedFigures] = field(default_factory=list)
    coming: list[str] = field(default_factory=list)
    coming_by_name: list[Listed] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneOrder:
    """What became of a coordinator's order.

    line: the order, as it was written.
    what: what was done, or why nothing was.
    undo: the order that undoes it; empty where nothing does.
    """

    line: str
    what: str
    undo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderValues(LetterValues):
    """An answer to a coordinator's orders.

    thread_subject: the subject that was answered, without "Re:".
    done: what became of each order.
    asks: the orders that wait for a "yes".
    unproven: they wait because nothing proves who sent them.
    unclear: lines that are no order we know.
    refused: the answer was no, and nothing was done.
    help: tell what can be ordered.
    """

    thread_subject: str
    done: list[DoneOrder] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    unproven: bool = False
    unclear: list[str] = field(default_factory=list)
    refused: bool = False
    help: bool = False

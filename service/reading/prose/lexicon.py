"""The words by which clauses tell their sense, as lists that anyone can extend by a line.

Each list is plain phrases separated by commas or lines; a line that ends in `|` goes on in the next. Within a phrase
`a|b` stands for either word, `word*` for any ending, `_` for any one word, `..` for up to four, `<num>` for digits,
`word?` for a word that may be missing, `^` and `$` for the clause's ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.patterns.cued import Cued
from service.reading.prose.verbs import ANY_VERB as ANY_VERB
from service.reading.prose.verbs import NEXT_LABEL as NEXT_LABEL
from service.reading.prose.verbs import PAST as PAST
from service.reading.prose.verbs import POINTS_BACK as POINTS_BACK
from service.reading.prose.verbs import PRESENT as PRESENT


def lexicon(phrases: str, before: str = r"(?<![\w'-])", after: str = r"(?![\w-])") -> Cued:
    """One pattern for a list of phrases."""
    return Cued(before + "(?:" + "|".join(_pattern(phrase) for phrase in _listed(phrases)) + ")" + after)


def _listed(phrases: str) -> list[str]:
    joined = re.sub(r"\|\s*\n\s*", "|", phrases)
    return [phrase.strip() for phrase in re.split(r"[,\n]", joined) if phrase.strip()]


_ANY, _NUMBER = r"[\w'-]+", r"\d+(?:st|nd|rd|th)?"
_GAP = r"(?:\s+[\w'&/:-]+,?){0,4}?"


def _pattern(phrase: str) -> str:
    """The pattern of one phrase: its words with any space between."""
    out, space = "", ""
    for word in phrase.split():
        if word in ("^", "$", ".."):
            out += {"^": r"^\W*", "$": r"(?=\W*$)", "..": _GAP}[word]
            space = space if word == ".." else ""
            continue
        choices = word.removesuffix("?").split("|")
        either = _word([choice for choice in choices if choice != "$"])
        if "$" in choices:
            out, space = rf"{out}(?:(?=\W*$)|{space}{either})", r"\s+"
        elif word.endswith("?"):
            out += rf"(?:{space}{either})?" if space else rf"(?:{either}\s+)?"
        else:
            out, space = out + space + either, r"\s+"
    return out


def _word(choices: Sequence[str]) -> str:
    known = {"_": _ANY, "<num>": _NUMBER}
    return "(?:" + "|".join(known.get(word) or re.escape(word).replace(r"\*", r"\w*") for word in choices) + ")"


MEETING = lexicon("""
    good|great|nice|lovely|quick|brief|short|long talk,
    meeting*, mtg, session*, call, calls, chat, chats, conversation*, get-together*, lunch, lunches, coffee,
    coffees, catch-up*, catchup, check-in, appointment, zoom, 1:1, one-on-one, sit-down*, natter, chinwag, tea,
    breakfast, dinner, brunch, drinks, walk, stroll, hike, visit, facetime, hour together, time together,
    our hour, our slot, our date, our time, our monthly, our first, our second, our third, our last, our one,
    our usual, our regular, our kickoff, our kick-off, ours, phone call, video call, pint*, get together
""")
"""Nouns for a meeting."""

MEET = lexicon("""
    meet, meeting, talk, talking, speak, speaking, chat, chatting, get|getting together|coffee|lunch,
    get|getting back together, catch|catching up, sit|sitting down, connect, connecting, reconnect*,
    touch|touching base, see|seeing each|one other|another, see|seeing her|him|us, see|seeing _ again,
    do|doing it|this|lunch|coffee|another|zoom|one again?,
    have|having lunch|coffee|another|our|tea|breakfast|dinner, zoom, zooming, call her|him|me, phone, ring,
    try|trying again, try|trying for, try|trying to meet, pick|picking it|this|up, resume, resuming, regroup*,
    visit|visiting|host|hosting|join|joining her|him|me|us|my, come|coming|drop|dropping|stop|stopping|swing|swinging|
    drive|driving|head|heading over|by|to|out|up|down|in, take|taking|buy|buying her|him|me|us,
    convene, reconvene*, go|going for, continue, walk together, hold, holding
""")
"""Verbs of meeting in their base form."""

MET = lexicon("""
    we|she|he made time|room|space, we actually|finally|did had|have it|one|ours, actually|finally had|did it,
    made it happen, made it work, we made it, pulled it off, i|we|she|he drove|biked|walked|came|went over|
    out|up|down|across to|for|and,
    kept our .. date|appointment|slot|time,
    met, ended up talking|chatting|meeting|having|walking|sitting|on|with,
    we|i|she|he talked|spoke|chatted|connected|zoomed|skyped|facetimed|conversed|conferred|lunched|walked,
    and _ talked|spoke|chatted|connected|zoomed|skyped|met|walked,
    _ and i|me|myself .. talked|spoke|chatted|connected|zoomed|skyped|facetimed|walked|did|had|got|sat|went|
    caught|spent, i|we and _ talked|spoke|chatted|did|had|sat|went|got, ^ talked, ^ spoke, ^ chatted, ^ came on,
    ^ connected, ^ zoomed, ^ skyped, ^ spent, ^ walked, ^ grabbed, ^ had, ^ caught,
    ^ finally talked|spoke|sat|connected|had,
    talked|spoke|chatted|spoken on|by|over|via|with|for|in|at|again|twice|yesterday|today|last|this,
    talked|spoke|spoken to her|him|my, got together|coffee|lunch, got to meet|talk|sit|see|chat, gotten together,
    caught up, sat down, sat together, sat in|on|at|over .. together, sat with her|him|my,
    i|we sat|lunched|walked with _ in|at|on|for|over|by|under|outside, touched base,
    linked up, hung out, checked in, met up,
    had a|an|our|another|one|the|some|two|three|my|her|his|such|quite|several|both|half|nearly|<num>|about|
    almost .. meeting|meetings|call|calls|chat|chats|conversation|conversations|talk|talks|session|sessions|
    lunch|coffee|zoom|zooms|sit-down|catch-up|catch-ups|check-in|visit|walk|get-together|1:1|one-on-one|
    facetime|breakfast|dinner|tea|discussion|sitting|mtg|natter|chinwag|pint|pints|hour|hours|minutes|one|brunch|drinks|
    confab|time, had coffee|lunch|tea|breakfast|dinner|drinks|brunch, had good|great|nice talk|talks|chat|chats,
    had .. together, had our|ours,
    grabbed|shared|took|enjoyed|drank|ate .. coffee|coffees|lunch|tea|breakfast|drinks|walk|bite|sandwich|
    sandwiches|beers|stroll|table|pot|soup|pizza|noodles|together,
    went for|on|out a|an|our? _? walk|coffee|lunch|stroll|drink|hike|tea|run|beer|pint, went to lunch|coffee,
    walked around|together|to|along|over, walked and talked, gave|given her|him|me a call|ring|buzz|bell,
    rang|phoned|called|zoomed|skyped|visited|facetimed with? her|him|me|each|up, ran into each|her|him,
    bumped into, saw each other, seen each|one other|another,
    saw her|him|us on|for|at|in|over|last|yesterday, saw her|him|us $,
    turned|showed up with|at|on|for|yesterday|as|in, saw one another, we saw us,
    stopped|dropped|came|swung|popped by|over|round|in|into|to,
    managed|able|contrived|arranged to meet|talk|get|sit|connect|catch|speak|chat|see, found|made time to|for,
    finally got to|together, managed it, managed a|an|one|to .. meeting|call|chat|hour|lunch|coffee,
    managed <num>, we did $|it|this|that|so|have|get|talk|meet|manage|find|finally|indeed|in|on|by|over|for|
    both|one|two, we have $, we have met|spoken|talked, we've met|talked|spoken|seen,
    ^ held <num>|*-*-*|*/*|on|in|at|by|via,
    first|second|third|other|last time|one|call|meeting was|ran|lasted|took about|like|maybe|only|an|a|<num>|half,
    hour|time|minutes flew|passed|went by, had the pleasure|honor|honour|privilege|joy of|to, ^ hour well spent,
    hour was on|at|over|in,
    we|she|he had|held|did it then|anyway|after|there|instead,
    did manage|meet|talk|get|connect|chat|speak|catch|zoom, have|has|had|having met|spoken,
    we'd met|talked|spoken,
    spent an|a|our|most|some|about|the|two|three|<num>|nearly|almost|over .. hour|hours|minutes|mins|time|
    afternoon|morning|together|lunch, just got|came|finished|hung off|out|back|up .. meeting|office|lunch|
    coffee|call|phone|zoom|her|him|it,
    hung up, just walked back|over, just? back from our|a|the|lunch|coffee|her|his .. meeting|office|lunch|
    coffee|call|walk|chat|session,
    back from .. with her|him, joined me|her|him, held our|a|the|another|two|one, took|taken place, happened,
    ^ lasted, each|both|all lasted|ran|took|went, ^ ran for|to|over|an|about,
    ^ rang|saw|zoomed|phoned|visited|called|skyped _,
    i|we saw|rang|phoned|called|visited|zoomed _ on|at|in|for|last|yesterday|this|<num>|*day|*/*,
    i|we used|did .. zoom|webex|teams|phone|meet,
    ^ our|the|this|yesterday's|today's|that|one .. meeting|session|call|chat|conversation|lunch|coffee|zoom|
    talk .. began|started|ended|opened|kicked|went|came, convened, reconnected, compared notes, broke bread,
    put our heads together,
    it|this|that|which|call|meeting|chat|conversation|session|lunch|coffee|zoom|talk|walk|one lasted|ran|took|
    went,
    meeting|call|chat|session|conversation|lunch|coffee|zoom|one|talk|walk|dinner|tea|breakfast .. was|went|ran|
    lasted|took|happened, did ours|our|it on|over|by|in|at, had it on|over|by|in|at,
    did zoom|lunch|coffee|a|an|another, was our|the first|second|third|monthly|regular|one, were able to,
    we|both showed up, had a|the chance|opportunity to meet|talk|speak
""")
"""That the pair met, in the past tense and in so many words."""

DISCUSSED = lexicon("""
    we discussed|covered|reviewed|considered|explored|tackled|compared|brainstormed|drafted|mapped|rehearsed|
    practiced|practised|sorted|focused|worked|looked|dug|touched|laughed|tried|chewed|planned|went|got|talked|
    spoke|turned|moved|started|ended|vented|decided|made|wrote|read|picked|walked|ran|did|began|dealt|stuck|
    took|built|split|weighed|thought, ^ discussed, ^ covered, ^ reviewed, ^ went over|through,
    ^ worked on|through, ^ looked at|over, ^ talked about|through|mostly|mainly, ^ mostly, ^ mainly,
    ^ focused on, the|main|our topic|topics|subject|theme|conversation|talk|hour|time|agenda was|were|went,
    the conversation, the rest|remainder of the|our hour|time|call|lunch|talk|meeting|half was|went,
    left of the|our hour|time|call|lunch|talk|meeting was|went,
    first|second|third|other|latter one? was|were all|about|mostly|mainly|on,
    i asked|told|showed|explained|shared|gave|helped|walked|vented|explained,
    she|he asked|told|showed|explained|shared|gave|helped|walked|vented|taught|practised|practiced|listened|
    wanted|talked|read
""")
"""That something was talked about: a meeting there was, though it is not said in so many words."""

FUTURE = lexicon("""
    written|wrote|put it|that|this down, back at it, back for more,
    see|seeing|meet|meeting her|him|each|them|one other|another? again|next|on, ^ see|seeing her|him|each,
    will|'ll|shall|gonna, won't, we'll, i'll, she'll, he'll, it'll, that'll,
    going to _? meet|talk|speak|see|get|have|do|try|zoom|be|go|call|sit|catch|touch|chat|connect|reconnect,
    plan|plans|planning|planned|hope|hopes|hoping|aim|aiming|aims|intend|intending|expect|expecting|want|
    wanting|need|try|trying|agreed|decided|arranged|promised|resolved|supposed|like|due|set|scheduled|
    meaning to .. meet|talk|speak|see|get|have|do|try|zoom|call|sit|catch|touch|chat|connect|reconnect|be|go|
    continue|resume|make|regroup|convene,
    plan|planning|planned|hope|hoping|aim|aiming|shooting|looking|angling|thinking|going|holding for|on|at|of,
    plan is, planned for|on|next, looking forward, look forward,
    settled on|upon the? <num>? of? jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*|mon*|tue*|wed*|thu*|fri*,
    can|could|should|may|might|would|let's|lets .. meet|talk|speak|see|get|try|zoom|sit|catch|touch|chat|
    connect|reconnect|convene|continue,
    next meeting|one|session|time|chat|call|up|meet|conversation|get-together|lunch|coffee|zoom|visit|catch-up|
    check-in|date|appointment|talk|walk|mtg|1:1|is|will|round|planned|scheduled|on|we|pint|tea|dinner|breakfast|
    at|for|in|be|of|cup|installment|instalment|chapter|rendezvous|outing, ^ next on|at|is|$, ^ meet|speak|talk on,
    ^ next <num>,
    ^ next the|jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*|mon*|tue*|wed*|thu*|fri*|sat*|sun*|for,
    is|be|are|as|being our? the? next, new date|day|slot is|will|:,
    has|have|got me|us|her|him|it|this down again? for|on, have|got it|this down for <num>|the|jan*|feb*|mar*|
    apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*|mon*|tue*|wed*|thu*|
    fri*|sat*|sun*, are|am|we're planning <num>|the|jan*|feb*|
    mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*, is next, next's, our next, the next, the follow-up,
    is the one, next $, we're|i'm|are|am both? meeting|talking|getting|speaking|zooming|seeing|having|doing|scheduled|
    booked|aiming|shooting|thinking|targeting|lunching|walking|continuing|trying,
    she's|he's|is|be back here,
    *'s coming|visiting|calling|ringing|hosting|dropping|stopping|swinging|joining,
    i'm|she's|he's|we're|is|am|are visiting|hosting|joining|calling|ringing|phoning|driving|coming|stopping|dropping|
    swinging|heading|taking|buying,
    we're on|set|booked|down|aiming|shooting|meeting|talking|doing|having|getting|seeing|going|hoping|planning|
    thinking|looking|trying|due|back,
    we are on|set|booked|down|aiming|meeting|talking|doing|having|getting|seeing|going|hoping|planning|looking|
    trying|due,
    set|booked|scheduled|pencil|penciled|pencilled|pencilling|locked|blocked|fixed|arranged|reserved|marked|
    earmarked|slotted .. for|on|
    at|in|down, put it|us|this|that|her|him|me .. for|on|in|down,
    put|putting .. on|in my|our|both|the|her|his our? calendar*|diary|diaries|books|schedule*,
    on|in the|our|my|both|her the? our? calendar*|books|schedule|diary|diaries|agenda,
    is|are still on, still stands|holds, is|are agreed,
    is|are|'s|got set|booked|scheduled|arranged|confirmed|fixed|pencil|penciled|pencilled|pencilling|settled|
    locked, pencil|penciled|pencilled|pencilling in, ^ scheduled,
    ^ booked, ^ tentative*,
    we|i next? meet|speak|talk|zoom|reconvene|have|see|continue|try|resume|go|regroup|convene|lunch|walk again|
    next|on|at|in|the|for|each|us|one|another|<num>|*day|tomorrow,
    we|i meet|speak|talk|zoom|reconvene|continue|resume|convene, we|i try|go again,
    ^ meet|meeting|talk|talking|speak|see|seeing|back|again again?|next|each?|on|at|in <num>?|on|next|*day|
    tomorrow|the|again|jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*,
    we|i|both said|agreed|settled|picked|fixed|chose|landed|scheduled|booked|arranged|set|have|'ve on|for|to|
    the|a|<num>|jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*|mon*|tue*|wed*|thu*|fri*|sat*|sun*|
    next|another|it, agreed on|to, we said, we did say|settle|agree,
    meet|meeting|talk|speak|see|together|gather|session|meets again,
    again on|in|at|next|this|the|<num>, same time|day|place|slot, follow-up is|on|set|scheduled|meeting|planned,
    follow up is|on|set|scheduled, upcoming, to be continued|decided|scheduled|determined|confirmed, tbd, tbc,
    it's|it is now on|for|this|next|set|*day|jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*,
    coming up, second|third one|meeting|session is|on|set|scheduled|planned, on tap|deck,
    offers|offered|proposes|proposed|suggests|suggested|propose|suggest .. <num>|*day|jan*|feb*|mar*|apr*|may|
    jun*|jul*|aug*|sep*|oct*|nov*|dec*|the, soldier on,
    rescheduled|rearranged|rebooked|re-booked|booked|scheduled for|to,
    moved it|our|the|us .. to,
    have|having|got a|our|another date|meeting|one|slot|call|lunch|coffee|zoom|time on|for|set|booked|planned|
    scheduled|at|in|the|this|next, have our|one|another
""")
"""That something is to come, or was agreed to."""

AGREED = lexicon("we said, we agreed, we set, we picked, agreed, set, can, could, like, want, plan*")
"""Beginnings of a future that a meeting in the past may follow ("as agreed, we met")."""

AGAIN = Cued(
    r"\b(?:offers|offered|proposes|proposed|back\s+at\s+it|next(?!\s+(?:week|month|year|semester|term|"
    r"fall|spring|summer|quarter))|again|upcoming|follow-up|reconvene\w*|resume\w*|continue\w*)\b"
)

WAS_NOT = lexicon("""
    met on|with? neither|nobody, ^ nothing held|happened,
    no meeting|meetings|conversation|conversations|session|sessions|talk|encounter _? took|was|were|has|have|
    happened|occurred, neither happened|took|worked,
    slipped .. mind|minds, only managed to, managed to text|email|e-mail|exchange|swap|trade,
    cancel*, postpon*, called it|things|us? off, fell|fallen through|apart, went|gone up in smoke, fell by the wayside,
    bit the dust, came to nothing|naught, was|were|got given up, no-show*, no show*, no-showed,
    stood me|us|her|him up,
    never|didn't|failed|doesn't|not|nor|don't to? turned|turn|show|showed|shown|appear|appeared|make|made|come|
    came|happen|happened|materiali*|take|took|work|worked|pan|respond|responded|reply|replied|answer|
    answered up|out|it|place|to|$,
    did|does|could|would|has|have not|never come|came|appear|show|turn|happen|make|answer|reply|respond,
    didn't come|happen|appear|show|make|work|pan|materiali*|answer|reply|respond,
    never came|come|showed|turned|appeared|happened|made|answered|materiali*|arrived,
    nobody|no-one came|showed|turned|appeared|there|else|answered,
    no one came|showed|turned|appeared|there|else|answered, bailed, bail, ghosted,
    missed each|our|my|it|one|her|him|that|this other|meeting|call|appointment|date|slot|again|$,
    miss each other, forgot, forgotten, wasn't|weren't|not able, unable to,
    had to cancel|postpone|reschedule|skip|bail|move|push|bump|scrap|drop|call,
    got|was|been|were|be|is carried|bumped|scrapped|moved|pushed|rescheduled|shelved|snowed|rained|sunk|
    derailed|washed|wiped|eaten|swallowed|lost|called|put off|out|away|back|to|by|until|from|by, rescheduled,
    got|was|been|were moved|pushed|shifted|changed $,
    meeting|session|call|lunch|coffee|appointment|chat .. is|was off $,
    can't|cannot make the|that|our <num>|*day|jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*,
    got|was|been|were|gets|keeps bumped|scrapped|shelved|axed|derailed|sidelined|called again|twice|three|$|
    and|by|because|off|due|for|when|after,
    pull|pulled|back|backed|bow|bowed|beg|begged|cry|cried out|off $|of|at|on|because|again|last|sick|with|the|this,
    to have been, had to|was|were be|being? given up, let|letting .. slide|slip|lapse|drop,
    instead of a? meeting|meetings|talking|zooming,
    rather than a? meeting|meetings|talking|zooming, in lieu of a? meeting,
    no|any|little|zero room|time|chance|opportunity|space|window|bandwidth|opening for it|us|that|a|one|this|
    meeting|meetings,
    had|has|have _? to? be scrapped|scuttled|shelved|ditched|abandoned|nixed|axed|
    was|were|is|got|been scrapped|scuttled|shelved|ditched|abandoned|nixed|axed,
    schedules|calendars|diaries|stars .. did|do|would|never|didn't|don't|won't|haven't not? line|lined|match|
    matched|mesh|meshed|
    align|aligned|agree|agreed|cooperate|cooperated|overlap|overlapped|allow|permit|allowed|permitted,
    not really|quite|exactly a meeting,
    what meeting, nothing|not .. came|come of it, nothing much? has|have|had? happened,
    reschedul*, moved|pushed|bumped|shifted it|our|things|us|back,
    moved|pushed|bumped|shifted the|our meeting|date|call|session|lunch|appointment,
    moved|pushed|bumped|shifted to <num>|next|this|tomorrow|*day|jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|
    nov*|
    dec*|the, put it|us|things|our off|back, falls|fell away|through, skipped, raincheck, rain check, fell ill,
    missed date|dates|appointment*|slot,
    waited, waiting for her|him, sat alone, empty chair, stood up, out sick, no luck, no joy, to no avail,
    in vain, phone tag, keep|kept missing, failed again, failed to, we|have|has failed, not to be, wasn't to be,
    swamped us, ran out of month, ran away with|from us, got away from us, slipped away|through|by,
    month slipped, nothing to report|tell, ^ nothing this|yet|in|since|happened|doing, fell victim, no dice,
    we struck out, zilch, nada, zero meetings,
    have|has|had|did|do|does|could|can|were|was|would not|never .. meet|met|talk|talked|speak|spoke|spoken|
    connect|connected|together|chat|chatted|see|seen|saw|happen|happened|zoom|zoomed,
    haven't|hasn't|hadn't|didn't|don't|doesn't|couldn't|can't|weren't|wasn't|won't|wouldn't|havent|didnt|hasnt|
    couldnt .. meet|met|talk|talked|speak|spoken|connect|connected|together|chat|chatted|see|seen|saw|happen|
    happened|zoom|zoomed|meeting|managed|manage|been|coordinate|schedule|yet|done,
    haven't|hasn't|hadn't|didn't|couldn't|can't|won't|wouldn't _? get|gotten|got round|around|together|
    anywhere|there|it|one|$,
    haven't|hasn't|hadn't|didn't|couldn't|can't|won't|wouldn't _? get|gotten|got a|the|any|our chance|meeting|
    date|time|session|hour|call,
    haven't|hasn't|hadn't|didn't|couldn't|can't|never _? find|found|make|made a|any|the|an|our? _? time|date|
    day|slot|hour|moment|way|space|window|minute,
    haven't|hasn't|hadn't|didn't|couldn't|don't|never _? find|found each|one other|another,
    haven't|hasn't|hadn't|didn't|couldn't|don't had|have|set|touch a|any|the|our|one|time|up|base,
    haven't|hasn't|hadn't|didn't|couldn't had|have one|ours|it|$, haven't|didn't|couldn't make|made it|$,
    ^ never met|spoke|talked|happened|got, never managed|got|found,
    neither of us has|have|could|had|got|managed|remembered,
    not managed|met|yet|been|had|once|so|connected|able|spoken|seen|heard, not this month|time|cycle|since|round,
    not at all, not had|got, ^ we|i? haven't|hasn't|didn't $, ^ we|i? have|did not $,
    we|i haven't|didn't|have not|did not $,
    no|zero|without|nor|not a|any|one? _? meeting|meetings|session|sessions|get-together|contact|call|chat|
    lunch|coffee, no talk, never happened, hasn't happened, didn't happen, yet to meet|connect|talk|get|have,
    still trying|working|hoping|need|haven't|waiting|looking,
    trying to find|schedule|set|get|meet|arrange|pin|reach, too busy|swamped|slammed|much to, not as yet,
    our|schedules|sessions|calendars|times _? clash*|collid*, gave .. a miss, ^ we tried $,
    decided|agreed|chose to skip|pause,
    not|hasn't|haven't|never _? contacted|reached|replied|answered|responded|written me|us|her|him|back|yet,
    hasn't|haven't|not|never got|gotten|get back to me|us|her|him,
    only|just e-mail*|email*|text*|messag*|wrote|written|exchanged|traded|swapped, dropped the ball,
    didn't get to meet, did not get to meet,
    ^ so|alas|sadly|well|sorry|unfortunately|regretfully|regrettably|honestly|um|oh|er? no|nope|nah $,
    ^ unfortunately|sadly|alas|regrettably|regretfully not, ^ no|nope|nah $, ^ nope, ^ not yet, not yet
""")
"""That a meeting did not take place."""

WAS_NOT_SO = lexicon("""
    didn't|did|not|couldn't|haven't .. in person|face-to-face, didn't|did not? .. as long|often|much|planned,
    for as? long, until|till, long enough, didn't|not .. on the|zoom|phone, not .. there, not .. that day,
    couldn't|didn't have been,
    cancelled my|his|her|the|our flight|class*|vacation|trip|subscription*|order|journal*,
    cancel* journal*|subscription*|class*|database*|packages|order*, for the full|whole, not only, if not,
    not just met|talked, can't wait, never met before|anyone|a|her|him, not met|seen .. before|since, not long,
    haven't stopped, haven't laughed, did not disappoint,
    forgot|forgotten to tell|say|mention|write|report|add|answer|reply|send|let, can't|cannot|couldn't say|tell|thank|
    recommend|praise .. enough, couldn't|can't have? asked|ask|wish|wished,
    been well|feeling|herself|himself|easy|around|good|great|here,
    didn't|not talk|talked much|about|shop|long|enough|business|work,
    and|but not a|an|the call|coffee|zoom|lunch|walk|chat, not a|an|the .. but,
    no trouble|problem|problems|difficulty|regrets
""")
"""What looks like a meeting that did not take place and is none: "we did not meet in person", "can't wait"."""

UNFULFILLED = lexicon("""
    planned|scheduled were|was, had it|us|him|her|this|*day|_ booked|down|scheduled|planned|set|arranged|
    pencil|penciled|pencilled|pencilling,
    had a|an|our|one|something .. scheduled|booked|planned|arranged|pencilled|penciled,
    had a|an|our|the _? table|room|bench|booth|corner|space waiting|reserved|held|ready,
    had a|an|our _? date|appointment|slot|plan|reservation|booking for|on|at|set, had plans for|to|on,
    were|was|been|had _? supposed|meant|slated|intending|originally|initially to|for|scheduled|set|on,
    were|was hoping|planning|going|due to|for|on, were|was gonna,
    were|was to have? meet|met|dine|dined|lunch|lunched|sat|spoken|
    talk|talked|speak|have|had|see|seen|be|been|get|got|try|zoom|call|come|came,
    had|'d|we'd fixed the? <num>|jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*|*day,
    were|was down for <num>|the|*day,
    had been ours, had said|agreed? <num>|*day|the|jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|
    dec*,
    we|i|_? and? i? had the <num> pencilled|penciled|booked|down|marked|set|reserved,
    had|'d|we'd|i'd originally|initially? planned|hoped|intended|scheduled|meant|wanted|arranged|booked|agreed|
    set|pencil|penciled|pencilled|pencilling,
    was|were|been originally|initially? scheduled|set|booked|planned|slated|arranged|fixed|pencil|penciled|
    pencilled|pencilling|meant,
    meant to be|meet|talk|get|have|do|raise|cover, would|could|should|might have,
    would've|could've|should've|might've, tried|wanted|hoped|attempted to|for, originally, almost|nearly met,
    our appointment|meeting|slot|date of|for|on the? <num>?,
    was|were|been in|on the|our|my|her|his|both diary|diaries|calendar|calendars|books|schedule
""")
"""Plans of the past."""

CONDITIONAL = lexicon("if, unless, in case, assuming, provided, as long as, whether, what if, even if")

OTHER_THING = lexicon("""
    due, deadline*, on leave, leave until|on|from|starts|begins, leaving, vacation, holiday*, away,
    out of the|town|office|country|state, am|is|was|be|been|i'm|she's|he's|were|we're out sick|on|until|from|all,
    out sick until|all|on, off until|from|on|work|next|for,
    is|am|are|be|i'm|she's|he's|we're|get|gets|getting|come|comes|coming|when|until|till back,
    back from leave|vacation|maternity|parental|sabbatical|break, returns, return, returning, returned, conference,
    symposium, acrl, ala,
    workshop*, webinar*, interview*, dentist, doctor, surgery, appointment with, jury, wedding, married, funeral,
    birthday, anniversary, retir*, submit*, submission, turn*|turned it|her|my|this|them in, hand*|handed in,
    launch*, go|goes|going live, start|starts|started|starting, begin|begins|beginning|began, ends|ending,
    classes, semester, defen*, exam*, finals, graduat*, commencement, moves, moving,
    moved to|from|here|in|out|into, flight, fly|flies|flying|flew, travel*, trip, drives,
    present|presents|presenting|presented, panel, opens, closes, closed, vote|votes|voted, election, ballot,
    open house, orientation day, audit, inventory, migration, training, retreat, hired,
    joined|joins|joining the|our, arrive|arrives|arrived|arriving, born, died, hospital, husband, wife, mother,
    father, sister, brother, daughter, son, parents, teach|teaches her|my|a|on, gives|giving a talk,
    e-mailed|emailed, wrote, texted, messaged, sent, notice, program lunch, mixer, ceremony, announce*, memo,
    report is, proposal is, abstract, jury, strike, election, the|a|their|campaign|project|program kickoff,
    inservice, snow day, reopened, reopens,
    wish me|her|him|us luck, i told|mentioned|reported you? about|already|earlier|before, already reported|told,
    fiscal, quarter ends|begins, lease, closing, visa, festival, concert, game, party, hearing, inspection,
    examining, sabbatical, promoted, plumber, electrician, root canal, blood drive, choir, poll worker, migraine,
    i|we have|had class, i'm|am writing|typing|sending|answering this|you? from|on|in,
    i write|type|send this|you? from|on
""")
"""Things with a date that are no meeting of the pair's."""

OTHER_MEETING = lexicon("""
    board|staff|all-staff|department|departmental|faculty|committee|team|unit|senate|liaison|force|planning|
    budget|search|cabinet|council|division|group|union|all-hands|library|vendor|candidate|cohort|curriculum|
    conference|hiring|project|program|reading meeting|meetings|call|retreat|lunch|session|mtg, town hall,
    program lunch, lunch and learn, brown bag, book club, reading group
""")

WITH_SOMEBODY_ELSE = lexicon("""
    with|to|by|between the|her|his|my|our|their|a|an|another|some _? supervisor|boss|manager|dean|director|
    chair|department|head|provost|president|team|committee|colleague|colleagues|coworker*|co-worker*|vendor|rep|
    faculty|students|professor*|advisor|editor|co-author*|group|union|dentist|doctor|lawyer|therapist|realtor|
    landlord|ombuds*|counsel*|candidate*|donor*|architect|board|cabinet|publisher|unit|liaison*|registrar|
    accountant|mover*|officemate|friend|friends|cousin|husband|wife|mother|sister|brother|family|parents,
    met|meet|meets|meeting|saw|see|sees|seeing|visited|visit|visiting|call|called|calling|rang|phoned|
    phone the|her|his|my|our|their|a|
    an|another|some _? supervisor|boss|manager|dean|director|chair|department|head|provost|president|team|
    committee|colleague|
    colleagues|vendor|editor|co-author*|dentist|doctor|therapist|realtor|landlord|candidate*|donor*|registrar|
    accountant|friend|
    friends|husband|wife|mother|sister|brother|family|parents|union|publisher|advisor,
    with|to hr|human|facilities|students|faculty|everyone|colleagues|vendors, between her and, between him and,
    met|meets|meeting with his|their|another mentor|mentee
""")

SOMEBODY_ELSE_MEETS = lexicon("""
    my|the|her|his mentor's|mentee's|partner's other|second|new mentee|mentor,
    my|the|her|his other|second|previous|former|old|last|first|official|own mentee|mentor|partner,
    the|her|his|my|our|their|a|one _? supervisor|boss|manager|dean|director|chair|department|
    provost|committee|team|unit|group|cohort|board|colleague|officemate|coworker|friend|neighbor|neighbour|
    husband|wife|senate|editor|sister|brother|mother|father|cousin .. met|meets|meet|talked|spoke|had|has|
    meeting|gathers|convenes, everyone|everybody|others|they met|meet|talked, the only thing|one that
""")

OURS_AFTER_ALL = lexicon(
    "we met, _ and i met, i met with her|him, we talked, we had, we spoke, _ and i talked|spoke|"
    "had, we discussed, we went over, we got together, we zoomed"
)

OURS = lexicon("""
    we, we're, we'll, we've, our, ours, us, together, each other, myself, and i, me and, next, ^ had, ^ did,
    ^ was, mine, meeting, call, chat, session, conversation, lunch, coffee,
    my notes|calendar|diary|planner|log say|says|tell|tells|has|have|show|shows|insist|insists,
    ^ and|so|then|but|now? it|it's|that's|this|which|both|one|ours, new|next|revised date|day|slot|time,
    ^ and|so|then|but? that was|is|will|would
""")
"""That the clause is about the pair, or about the meeting spoken of."""

WRITTEN = lexicon(
    "email*, e-mail*, mails, mailed, mailing, texts, texted, texting, messag*, slack, slacked, dm, dms, w"
    "hatsapp*, wrote, written, letters, postcards, correspond*, back and forth by|over|via|on|in|with, voicemail*, "
    "voice mail*, phone tag, text thread, exchanged notes|mails|messages|emails, "
    "in|over|on|by|via the? chat, chat messages"
)

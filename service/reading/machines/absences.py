"""The day an out-of-office says its owner is back.

What a day means is told by the words beside it: "back on" it, "until" it, "from" it on away or at work again. To teach
another language: a row in each table here, its months and weekdays in return_days.py.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from service.reading.days.return_days import Mention, days_in

_SENTENCE_END = re.compile(r"(?<!einschl)(?<!inkl)(?<!incl)[.!?](?:\s|$)|\n|。")
_FAR = timedelta(days=300)
"""A day without its year that lies farther ahead has been: "away since November 20"."""
_FARTHEST = timedelta(days=1000)

_BACK = re.compile(
    r"\b(?:return(?:ing|s)?(?! receipt)|(?:be |am |are |i'm |get |come |coming )?back(?! to (?!work|the office|campus|"
    r"school|my desk|normal|you))|resum\w+|re-?open\w*|(?:be |"
    r"am )?(?:available|reachable|in the office|at work) (?:again|on|from)|(?:reply|respond|answer)(?: to (?:you|"
    r"your \w+))?(?: on| by| from| when)?|starting work"
    r"|wieder|zur[üu]ck|erreichbar ab|r[üu]ckkehr|de retour|(?:mon |son )?retour|(?:je )?reviens|"
    r"reviendrai|reprendrai|reprends|rentrerai|disponible [àa] (?:partir|nouveau)|vuelv[oe]|volver[ée]|regres\w+|"
    r"vuelta|(?:de )?nuevo|reincorpor\w+"
    r"|(?:de )?volta|retorn\w+|voltarei|volto|(?:di )?ritorno|torn(?:o|er[òo]|a)|di nuovo|"
    r"rientr\w+|terug|weer (?:aanwezig|bereikbaar|op kantoor)|tillbaka|[åa]ter(?:kommer)?|tilbage|"
    r"tilbake|takaisin|palaan|vastaan|j[äa]lleen|tavoitettavissa|wracam|wr[óo]c[ęe]|powr[óo]t|zp[ěe]t|vr[áa]t[íi]m|"
    r"znovu|op[ěe]t|d[öo]n[üu]ş|"
    r"вернусь|возвращаюсь|выхожу|выйду|снова|повернусь|повернуся|повертаюсь|знову)\b",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:until|indtil|frem til|till|til|unti|up to|thru|through|to|bis(?: zum| einschl(?:\.|ie[ßs]lich))?|"
    r"jusqu.?(?:au|[àa])|au|"
    r"hasta(?: el)?|at[ée](?: [aoà]| ao?| dia)?|fino (?:al?|all.)|sino al?|al|tot(?: en met)?|t/m|till och "
    r"med|t\.o\.m\.?|til og med|do|до|по)\b|\b(?:fino|sino|dall?.{1,20}) all['’]\Z|[至到]\s?\Z",
    re.I,
)
_RANGE = re.compile(r"[\w.]\s?[-–—]\s?\Z")
_INCLUSIVE = re.compile(
    r"\b(?:through|thru|bis einschl(?:\.|ie[ßs]lich)|tot en met|t/m|till och med|t\.o\.m|til og med|по)\b|"
    r"\A\s*,?\s*\(?(?:inclusive|inclus|included|inklusive|einschlie[ßs]lich|incluid[oa]|inclusivamente|"
    r"inclusief|compreso|incluso|włącznie|včetně|включительно|включно)",
    re.I,
)
_FROM = re.compile(
    r"\b(?:from|as of|starting|beginning|ab(?: dem)?|[àa] (?:partir|compter) du|a partir del?|desde(?: el)?|dal|"
    r"a partire da[l]?|vanaf|fr[åa]n(?: och med)?|fra(?: og med)?|od|с|з|від)\s*"
    r"(?:[^\W\d_]{3,15}\.?,?\s?(?:de[mn]|le|il|el|the)?\s?)?\Z",
    re.I,
)
# What follows a day: in many languages that tells.
_AFTER_BACK = re.compile(
    r"(?:(?!\b(?:and|und|et|y|e|en|nicht|not)\b)[^.,;\n]){0,30}\b(?:wieder|zur[üu]ck|back|terug|weer|de retour|"
    r"tillbaka|tilbage|tilbake|again|lesen|beantworten|takaisin|z powrotem|zp[ěe]t|de nuevo|de volta|di nuovo)\b"
    r"|(?:['’]\w{1,4})?\s?(?:tarihinde |g[üu]n[üu] |tarihinden itibaren |itibar[ıi]yla )?"
    r"[^.,;\n]{0,25}\b(?:d[öo]nece\w+|geri |ofiste |iş ba[şs][ıi]|i[şs]imin ba)"
    r"|\s?(?:alkaen|l[äa]htien)\b"
    r"|[（(]?[月火水木金土日월화수목금토일]?[)）]?\s?(?:に|から|より|以降|起|后|後|에|부터)?[^。.\n]{0,14}"
    r"(?:戻|復帰|出社|再開|対応|返信|回复|返回|回到|回来|回來|恢复|上班|復工|복귀|돌아|출근|회신|답변|재개|가능)",
    re.I,
)
_AFTER_UNTIL = re.compile(
    r"(?:['’]\w{1,4})?\s?(?:tarihine |g[üu]n[üu]ne )?kadar\b|\s?(?:asti|saakka)\b|"
    r"[（(]?[月火水木金土日월화수목금토일]?[)）]?\s?(?:まで|까지|之前|为止|為止)",
    re.I,
)
_AWAY = re.compile(
    r"\b(?:away|out|leave|vacation|holidays?|closed|geschlossen|ferm[ée]e?|cerrad[oa]|fechad[oa]|chius[oa]|gesloten|"
    r"absent|travel\w*|nicht|abwesend|urlaub|verreist|absente?|cong[ée]s?|"
    r"vacances|"
    r"fuera|vacaciones|ausente|f[ée]rias|fora|assente|ferie|fuori|afwezig|vakantie|verlof|semester|ledig|borta|ferie|"
    r"frav[æa]r\w*|urlop\w*|nieobecn\w*|dovolen\w*|nep[řr][íi]tom\w*|отпуск\w*|отсутств\w*|відпус\w*)\b",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:available|reach\w*|answer\w*|reply|respond\w*|read\w*|at work|erreichbar|antwort\w*|beantwort\w*|im b[üu]ro|"
    r"im haus|r[ée]pond\w*|disponib\w*|joignable|respond\w*|atend\w*|contest\w*|raggiungibil\w*|rispond\w*|bereikbaar|"
    r"beantwoord\w*|aanwezig|n[åa]s|svar(?:ar?|er?)|p[åa] kontoret|dost[ęe]pn\w*|odpowi\w*|k dispozici|odpov\w*|"
    r"на связи|на зв.язку|"
    r"на месте|отве\w*|в офисе|відпов\w*)\b",
    re.I,
)
_LEFT = re.compile(
    r"no longer|last day|letzter? (?:arbeits)?tag|nicht mehr|ne travaille plus|dernier jour|ya no|[úu]ltimo d[íi]a|"
    r"j[áa] n[ãa]o|ultimo giorno|niet meer|laatste (?:werk)?dag|sista dag",
    re.I,
)
_DAY_FIRST = re.compile(
    r"\b(?:ich|bin|bis|wieder|zur[üu]ck|und|je|suis|jusqu|retour|absente?|estoy|hasta|vuelta|vuelv\w+|regres\w+|estou|"
    r"at[ée]|f[ée]rias|ausente|sono|fino|ferie|rientro|ik|ben|tot|afwezig|terug|holiday|colleague|kontoret|"
    r"till?bak[ae]|jag|jeg|olen|palaan|jestem|jsem)\b|[а-яё]{3}",
    re.I,
)


def return_day(text: str, subject: str, today: date, day_first: bool) -> date | None:
    """The day an out-of-office says its owner is back; None where it names none.

    "Back on" a day is that day; "until" a day is that day, too; "through" one is the day after. `today`: the day of
    the mail, where it was written.
    """
    text = f"{text[:3000]}\n{subject[:300]}"
    first = day_first or bool(_DAY_FIRST.search(text) and not re.search(r"\b(?:the|will be|i am)\b", text, re.I))
    back: list[date] = []
    until: list[date] = []
    for mention in days_in(text, today, first):
        if not today <= mention.day <= today + (_FARTHEST if mention.dated else _FAR):
            continue
        cue = _cue(text, mention)
        if cue == "back":
            back.append(mention.day)
        elif cue == "until":
            until.append(_end(text, mention))
    return back[0] if back else max(until, default=None)


def _end(text: str, mention: Mention) -> date:
    before = text[max(mention.start - 40, 0) : mention.start]
    inclusive = _INCLUSIVE.search(before) or _INCLUSIVE.match(text[mention.end : mention.end + 25])
    return mention.day + timedelta(days=1) if inclusive else mention.day


def _cue(text: str, mention: Mention) -> str:
    """What the nearest words before a day (and after it) make of it: "back", "until" or nothing."""
    before = _SENTENCE_END.split(text[max(mention.start - 70, 0) : mention.start])[-1]
    after = _SENTENCE_END.split(text[mention.end : mention.end + 60])[0]
    if _LEFT.search(before) or _LEFT.search(after):
        return ""
    last_back = max((match.end() for match in _BACK.finditer(before)), default=-1)
    last_until = max((match.end() for match in _UNTIL.finditer(before)), default=-1)
    if (
        _AFTER_UNTIL.match(after)
        or mention.ends_range
        or _RANGE.search(text[max(mention.start - 4, 0) : mention.start])
    ):
        return "until"
    if last_back > last_until and len(before) - last_back < 45:
        return "back"
    if last_until >= 0 and len(before) - last_until < 25:
        return "until"
    start = None if _UNTIL.match(after.lstrip(" .,")) else _FROM.search(before)  # "from" a day "to" another: away
    if _AFTER_BACK.match(after) or (start and _there_from(_CLAUSE.split(before[: start.start()])[-1], after)):
        return "back"
    return ""


_CLAUSE = re.compile(r"[,;]|\b(?:and|und|et|y|e|en|och|og|i|a|и|та)\b", re.I)


def _there_from(before: str, after: str) -> bool:
    """Whether "from" a day on somebody is there, not away: by the words before and after in its clause."""
    if _AWAY.search(before) or _AWAY.search(after):
        return False
    return any(table.search(side) is not None for table in (_AGAIN, _BACK) for side in (before, after))

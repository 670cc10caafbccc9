"""Where somebody else's mail begins: "On … wrote:" lines, From/Sent/To blocks, "Original Message" rules.

One table for all languages: to teach another one, add its words to the rows below. Nothing else knows languages here;
what decides is the evidence on the line (a verb of writing, a day, a time, an address, quote marks beneath).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.lines import Line

# "wrote" as clients write it. A row a language; the word stands right before the colon, or before the writer's name.
WROTE = (
    "wrote|writes|has written|said|commented|replied",  # en
    "schrieb|schreibt|geschrieben",  # de
    "a [ée]crit|[ée]crit|[ée]crivait|a r[ée]pondu",  # fr
    "escribi[óo]|escribe|ha escrito",  # es
    "escreveu|escreve",  # pt
    "ha scritto|scrive|scriveva|ha escrit|va escriure",  # it, ca
    "schreef|schrijft|geschreven",  # nl
    "skrev|skriver|skrev f[öo]ljande|følgende",  # sv, da, no
    "kirjoitti|kirjoittaa",  # fi
    r"napisa[łl]|napisa[łl]a|napisa[łl]\(a\)|pisze|napisa[łl]/a",  # pl
    r"napsal|napsala|napsal\(a\)|p[íi][šs]e|nap[íi]sal|nap[íi]sal\(a\)",  # cs, sk
    "yazdı|yazd[ıi]|şunu yazdı|şunları yazdı",  # tr
    r"написал|написала|написал\(a\)|написал\(а\)|пишет|писал|писала",  # ru
    r"написав|написала|написав\(ла\)|пише|писав",  # uk
    "さんは書きました|のメール|さんからのメール|は書きました|wrote",  # ja
    "写道|寫道|撰写|撰寫|编写|編寫",  # zh
    "님이 작성|님이 작성한 글|작성|썼습니다",  # ko
    "كتب|كتبت|تمت كتابة ما يلي بواسطة",  # ar
    "a scris|írta|έγραψε|כתב|כתבה|đã viết|menulis|เขียน|schrifau|kirjutas|rakst[īi]ja|raš[ėe]|je napisao|"
    "napisao je",  # ro hu el he vi id th et lv lt hr
    "quoting|zitat von|citando|en r[ée]ponse [àa]|quoth",  # Horde, Squirrelmail
)
# Words an attribution opens with where a day follows.
ON = (
    "on|at|in (?:a |your |his |her )?(?:message|article|mail)",
    "am|um|an|vom|auf",
    "le|du",
    "el|en|de",
    "em|no dia|a|à[s]?",
    "il|il giorno|in data|nel|el dia",
    "op",
    "den|d\\.|på|ti[rs]?\\.?|man\\.?|tor[s]?\\.?|fre\\.?|lör\\.?|lør\\.?|søn\\.?|sön\\.?|mån\\.?|ons\\.?",
    "ma|ke|pe|la|su|to",
    "w dniu|dnia|pon\\.|wt\\.|śr\\.|czw\\.|pt\\.|sob\\.|niedz\\.",
    "dne|po|út|st|čt|pá|so|ne",
    "pzt|sal|çar|per|cum|cmt|paz",
    "пн|вт|ср|чт|пт|сб|вс|нд",
    "في|ב|pe|în|în data de|στις|vào|pada",
)
# Labels of a header block by what they name (en de fr es pt it nl sv/da/no fi pl cs tr ru uk ja zh ko ar …).
LABELS = {
    "from": (
        "From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|Kimden|Gönderen|От|От кого|Від|Від кого|差出人|送信者|发件人|"
        "发件者|寄件者|寄件人"
        "|보낸 사람|보낸사람|من|Expéditeur|Remitente|Remetente|Mittente|Afzender|Avsändare|Afsender|Nadawca|"
        "Odesílatel|Отправитель"
        "|Відправник|Feladó|De la|Από|מאת|Từ|Dari|จาก|Saatja|No|Nuo|Šalje|Absender"
    ),
    "sent": (
        "Sent|Gesendet|Envoyé|Envoyé le|Enviado|Enviado el|Enviada em|Enviado em|Inviato|Verzonden|Skickat|"
        "Sendt|Lähetetty|Wysłano|Wysłane"
        "|Odesláno|Gönderilme|Gönderildi|Gönderme Tarihi|Отправлено|Надіслано|送信日時|发送时间|发送日期|傳送時間|"
        "寄件日期|보낸 날짜|"
        "보낸날짜|تاريخ الإرسال|أرسلت"
        "|تم الإرسال|Elküldve|Trimis|Στάλθηκε|נשלח|Đã gửi|Dikirim"
    ),
    "date": (
        "Date|Datum|Fecha|Data|Dato|Päiväys|Päivämäärä|Tarih|Дата|日付|日時|日期|날짜|التاريخ|Dátum|Ημερομηνία|תאריך|"
        "Ngày|Tanggal|Datum/Uhrzeit"
    ),
    "to": (
        "To|An|À|A|Pour|Para|Aan|Till|Til|Vastaanottaja|Do|Komu|Kime|Alıcı|Кому|宛先|收件人|收件者|받는 사람|"
        "받는사람|إلى|"
        "Destinataire|Destinatario"
        "|Destinatário|Címzett|Către|Προς|אל|Đến|Kepada|Empfänger"
    ),
    "cc": "Cc|Kopie|Copie|Copia|Cópia|Kopia|Kopi|Kopio|DW|Bilgi|Копия|Копія|抄送|副本|参照|參照|참조|نسخة|Bcc|Cc "
    "to|Måsolat|CC",
    "subject": (
        "Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Konu|Тема|件名|主题|"
        "主旨|主題|제목|الموضوع|Tárgy|Subiect"
        "|Θέμα|נושא|Chủ đề|Subjek|Teema|Betr."
    ),
    "more": (
        "Reply-To|Antwort an|Répondre à|Importance|Priority|Wichtigkeit|Attachments|Attachment|Anlagen|"
        "Anlage|Pièces jointes|"
        "Organization|Newsgroups|Resent-From|Resent-To|Message-ID|Sent by|返信先|附件"
    ),
}
# What stands between dashes above somebody else's mail.
ORIGINAL = (
    "original message|forwarded message|original appointment|original|reply message|forwarded by .{1,80}|"
    "message from .{1,80}",
    "urspr[üu]ngliche nachricht|original-?nachricht|originalnachricht|weitergeleitete nachricht|"
    "urspr[üu]nglicher termin",
    "message d.origine|message original|message transf[ée]r[ée]|message initial|courriel original",
    "mensaje original|mensaje reenviado",
    "mensagem original|mensagem encaminhada|mensagem reencaminhada",
    "messaggio originale|messaggio inoltrato|messaggio inoltrato",
    "oorspronkelijk bericht|doorgestuurd bericht|origineel bericht",
    "ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|vidarebefordrat brev",
    "oprindelig meddelelse|original meddelelse|videresendt meddelelse|opprinnelig melding|videresendt "
    "melding|original melding",
    "alkuper[äa]inen viesti|v[äa]litetty viesti|edelleenl[äa]hetetty viesti",
    "oryginalna wiadomo[śs][ćc]|wiadomo[śs][ćc] oryginalna|wiadomo[śs][ćc] przekazana|przekazana wiadomo[śs][ćc]",
    "p[ůu]vodn[íi] zpr[áa]va|p[ůu]vodn[áa] spr[áa]va|p[ůu]vodn[íi] e-mail|p[řr]eposlan[áa] zpr[áa]va",
    "özgün ileti|orijinal mesaj|ilk ileti|iletilen mesaj",
    "исходное сообщение|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение",
    "оригінальне повідомлення|вихідне повідомлення|переслане повідомлення",
    "元のメッセージ|元のメール|転送されたメッセージ|転送メッセージ",
    "原始邮件|原始郵件|邮件原件|转发的邮件|轉寄的郵件|转发邮件信息|原郵件",
    "원본 메시지|원본 메일|전달된 메시지|전달된 메일",
    "الرسالة الأصلية|رسالة معاد توجيهها|الرسالة المحولة",
    "eredeti üzenet|mesaj original|αρχικό μήνυμα|הודעה מקורית|thư gốc",
)
BEGIN = (
    "begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du (?:message réexpédié|"
    "message transféré|courriel transféré)"
    "|inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)|inizio messaggio "
    "inoltrato|begin doorgestuurd bericht"
    "|vidarebefordrat mejl|vidarebefordrat brev|videresendt meddelelse|start på videresendt (?:besked|"
    "melding)|välitetty viesti alkaa"
    "|początek przekazywanej wiadomości|začátek přeposílané zprávy|iletilen e-posta|начало переадресованного "
    "(?:сообщения|письма)"
    "|転送されたメッセージ|以下是转发的邮件|下面是被转发的邮件|開始轉寄郵件|전달된 메시지"
)
ABOVE = (
    "reply above this line|type your reply above|above this line to (?:reply|add)|write above this line|oberhalb "
    "dieser (?:zeile|linie)|au-dessus de cette ligne|responda por encima|por encima de esta línea|acima desta "
    "linha|boven deze (?:regel|lijn)"
)


def _alone(rows: Sequence[str]) -> str:
    """The words of all rows, standing alone; in scripts that set no spaces they need not."""
    words = [word for row in rows for word in row.split("|")]
    spaced = "|".join(word for word in words if not re.search(r"[\u3040-\uffff]", word))
    return rf"(?<!\w)(?:{spaced})(?!\w)|" + "|".join(word for word in words if re.search(r"[\u3040-\uffff]", word))


_WROTE = re.compile(_alone(WROTE), re.I)
_ENDS_IN_WROTE = re.compile(rf"(?:{'|'.join(WROTE)})\s*(?:\([^)\n]{{0,80}}\)\s*)?[:：]?\s*[\"„]?\Z", re.I)
_ON = re.compile(rf"[\"'(*_\s-]{{0,4}}(?:{'|'.join(ON)})\b", re.I)
_ADDRESS = re.compile(r"[\w.+%=~'-]{1,80}@[\w.-]{1,120}|\bmailto:|<[^<>]{0,100}@[^<>]{0,120}>", re.I)
_TIME = re.compile(r"\d{1,2}\s?[:.h時时点點시]\s?\d{2}|\b\d{1,2}\s?[ap]\.?m\b|\d{1,2}\s?(?:時|点|點|시|Uhr)", re.I)
_DATE = re.compile(r"\b(?:19|20)\d{2}(?!\d)|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}|\d{1,2}\s?[月월]")
_DAY = re.compile(r"\d{1,2}")
_FIRST_PERSON = re.compile(
    rf"(?:\b(?:i|we|you|he|she|they|who|ich|wir|sie|er|je|j'|nous|il|elle|yo|eu|io|ik|wij|jag|jeg|vi|minä|ja|"
    rf"já|я|ми|мы)(?:'ve| have| had| also| just)?\s+)(?:{'|'.join(WROTE)})(?!\w)",
    re.I,
)
_ENDS_IN_ADDRESS = re.compile(r"[>)\]»]\s*[:：]\s*\Z")
# Old Gmail: "2026/11/12 Ada Example <ada@example.org>", without a verb or a colon.
_DATED_ADDRESS = re.compile(r"\d{4}[/-]\d{1,2}[/-]\d{1,2}\s[^<>\n]{1,80}<[^<>\s]{3,120}>\s*:?\Z")
_SENTENCE_END = re.compile(r"[.!?]\)?\Z")
_INLINE = re.compile(
    r"(?<=[.!?)\w,]) +(?=(?:On|Am|Le|El|Em|Il|Op|Den|Dnia|W dniu) (?:\w{2,10}[.,]{0,2} )?(?:\w{3,9}\.? )?\d)"
)
MAX_ATTRIBUTION = 400
MAX_WRAPPED = 6
"""Lines over which an attribution may be wrapped."""


def attribution_at(lines: Sequence[Line], end: int, quoted_next: bool) -> int | None:
    """Where the attribution that ends with line `end` begins; None where that line ends none.

    `quoted_next`: the next words below are quoted, which needs less evidence.
    """
    if not _may_end(lines[end].text.strip(" *_-"), quoted_next):
        return None
    window, best = "", None
    for start in range(end, max(end - MAX_WRAPPED, -1), -1):
        text = lines[start].text.strip()
        if not text or lines[start].depth != lines[end].depth:
            break
        window = f"{text} {window}" if window else text
        if len(window) > MAX_ATTRIBUTION:
            break
        if start < end and _SENTENCE_END.search(text) and not _opens(window):
            break
        if not is_attribution(window, quoted_next):
            continue
        if _opens(window):
            return start
        if best is None and not window.startswith(("<", "(", "@")):
            best = start
    return best


def _has_address(text: str) -> bool:
    return "@" in text and _ADDRESS.search(text[:1_000]) is not None


def _may_end(last: str, quoted_next: bool) -> bool:
    if last.endswith((":", "：")) or ("@" in last and _WROTE.search(last[-12:])):
        return True
    return quoted_next and (_ENDS_IN_WROTE.search(last[-80:]) is not None or _DATED_ADDRESS.match(last) is not None)


def _opens(window: str) -> bool:
    """Whether it begins as an attribution does that names the day first."""
    head = window[:40]
    if re.match(r"[\"'(\[*_\s-]{0,4}(?:\d{1,4}[./年년 -]|In (?:article|message) <|In a message dated )", head):
        return True
    match = _ON.match(head)
    if match is None:
        match = re.match(r"[\"'(*_\s-]{0,4}\w{1,12}[.,]{1,2}\s", head)  # a weekday in whatever language
    return match is not None and _DAY.search(head, match.end()) is not None


def is_attribution(window: str, quoted_next: bool) -> bool:
    """Whether joined lines say who wrote what follows, by the evidence on them."""
    window = window.strip(" *_-")
    if quoted_next and _DATED_ADDRESS.match(window):
        return True
    address, time, day = _has_address(window), _TIME.search(window), _DATE.search(window)
    if not (address or day or quoted_next):
        return False
    if not window.endswith((":", "：")) and _ENDS_IN_WROTE.search(window[-80:]) is None:
        return False
    verb = _WROTE.search(window)
    if _FIRST_PERSON.search(window) and not quoted_next:
        return False
    if verb and (address or (day and time)):
        return True
    if day and time and address and _ENDS_IN_ADDRESS.search(window):
        return True
    if verb is None and not (address and quoted_next):
        return False
    close = verb is None or _ENDS_IN_WROTE.search(window[-80:]) is not None
    if quoted_next and close and len(window) <= 200:
        return True
    return bool(verb and day and close and _opens(window) and len(window) <= 120)


_KINDS = {name: kind for kind, row in LABELS.items() for name in row.lower().split("|")}
_LONGEST_LABEL = max(map(len, _KINDS))
_COLON = re.compile(r"[:：]")
_SEPARATOR = re.compile(rf"[\s>*_|]{{0,4}}[-=_*~#]{{2,}}\s*(?:{'|'.join(ORIGINAL)})\s*:?\s*[-=_*~#]{{2,}}\s*\Z", re.I)
_BEGIN = re.compile(rf"[\s>]{{0,4}}(?:{BEGIN})\s*[:：]\s*\Z", re.I)
_ABOVE = re.compile(rf"(?:^|\W)(?:{ABOVE})", re.I)
RULE = re.compile(r"[\s*]{0,4}(?:[-_=*~#—–─━]\s?){3,}\s*\Z")


def label_kind(text: str) -> tuple[str, str] | None:
    """("from", value) for a line like "Von: …", in any of the table's languages."""
    colon = _COLON.search(text, 0, _LONGEST_LABEL + 12)
    if colon is None:
        return None
    name = text[: colon.start()].strip(" \t*_>|").lower()
    kind = _KINDS.get(name)
    return (kind, text[colon.end() :].strip(" *_\t")) if kind else None


def is_separator(text: str) -> bool:
    """Whether the line alone says that somebody else's mail follows ("-----Original Message-----")."""
    if not 6 <= len(text) <= 160:
        return False
    if text.lstrip()[:1] not in "-=_*~#>" and text[-1] not in ":：" and "bove" not in text:
        return False
    if RULE.match(text):
        return False  # no words in it
    return bool(_SEPARATOR.match(text) or _BEGIN.match(text) or _ABOVE.search(text))


def headers_at(lines: Sequence[Line], start: int) -> int | None:
    """The line after the header block that begins at `start`; None where none begins there.

    Three different labels make one; two do where the first names a sender with an address, or stands under a rule.
    Blank lines may stand between (one paragraph each), and long fields go on in the next line.
    """
    found = label_kind(lines[start].text)
    if found is None:
        return None
    kinds = {found[0]}
    addressed = found[0] == "from" and _has_address(found[1])
    end, blank = start + 1, False
    for index in range(start + 1, min(start + 24, len(lines))):
        text = lines[index].text
        if not text.strip():
            if blank and len(kinds) > 2:
                break
            blank = True
            continue
        label = label_kind(text)
        if label is None:
            if blank or not _continues(lines[index - 1].text, text):
                break
        else:
            if label[0] == found[0] != "from" and "from" in kinds:
                return None  # the block begins below; this was a line of the writer's own, "Subject: it is settled"
            if blank and len(kinds) == 1 and label[0] == "from":
                return None
            kinds.add(label[0])
            addressed = addressed or (label[0] == "from" and _has_address(label[1]))
        end, blank = index + 1, False
    kinds.discard("more")
    if "from" not in kinds and not {"date", "subject", "to"} <= kinds:
        return None
    ruled = start > 0 and (RULE.match(lines[start - 1].text) is not None or is_separator(lines[start - 1].text))
    enough = 2 if addressed or ruled else 3
    return end if len(kinds) >= enough else None


def table_at(lines: Sequence[Line], index: int) -> tuple[int, int] | None:
    """(first line, the one after) of old Notes' block, whose labels stand alone: name, moment, "To", …, "Subject", ….

    `index` is the line of the moment.
    """
    text = lines[index].text.strip()
    if len(text) > 40 or not (_DATE.search(text) and _TIME.search(text)):
        return None
    bare = [_KINDS.get(line.text.strip().lower()) for line in lines[index + 1 : index + 16]]
    if "to" not in bare[:4] or "subject" not in bare:
        return None
    start = index
    while start > max(index - 3, 0) and lines[start - 1].text.strip():
        start -= 1
    return start, min(index + 1 + bare.index("subject") + 2, len(lines))


def _continues(above: str, text: str) -> bool:
    """Whether `text` goes on with a long To or Subject: an address list, or an indented line, or a value by itself."""
    return (
        text.startswith((" ", "\t"))
        or above.rstrip().endswith((",", ";", ":"))
        or bool(_ADDRESS.match(text.strip(" <")))
    )


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines, an attribution that a client ran into the writer's last one ("Thanks! On Tue, … wrote:") parted
    from it.
    """
    result: list[Line] = []
    for line in lines:
        if line.depth == 1 and result and _is_cut_address(result[-1], line):
            line = Line(f"> {line.text}")
        cut = _inline_attribution(line) if not line.depth and line.text.endswith((":", "：")) else None
        if cut is None:
            result.append(line)
        else:
            result += [line._replace(text=line.text[:cut].rstrip()), line._replace(text=line.text[cut:].lstrip())]
    return result


def _is_cut_address(above: Line, line: Line) -> bool:
    """Whether a client wrapped a long attribution before the ">" of its address, which now looks like a quote mark."""
    text = above.text
    return not above.depth and text.count("<") > text.count(">") and _ENDS_IN_WROTE.match(line.text[:60]) is not None


def _inline_attribution(line: Line) -> int | None:
    for match in _INLINE.finditer(line.text, 1, 2_000):
        rest = line.text[match.end() :]
        if len(rest) < MAX_ATTRIBUTION and _TIME.search(rest) and is_attribution(rest, quoted_next=False):
            return match.start()
    return None

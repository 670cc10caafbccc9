"""What lawyers and mail gateways add to a mail: disclaimers below the writer's words, warnings above them.

Each is a row of a table here; where on the mail it counts is decided in labels.
"""

from __future__ import annotations

import re

from service.reading.patterns.ways import Caseless, quick

# Lawyers' words; two of them make a paragraph theirs ("this is confidential" alone is something people write).
_LEGAL = re.compile(
    r"confidential|privileged|intended (?:only|solely|recipients?|for)|addressee|sole use|unauthori[sz]ed|proprietary|"
    r"in error|destroy|delet(?:e|ing)|disclos|may contain|strictly prohibited|legally|virus|public records?|"
    r"notify the sender|dissemination|liab(?:le|ility)|employer|"
    r"vertraulich|bestimmungsgem|irrt[üu]mlich|unbefugt|bestimmt|vernichten|empf[äa]nger|l[öo]schen|"
    r"confidentiel|destinataire|par erreur|d[ée]truire|confidencial|destinatari[oa]|por error|por engano|eliminar|"
    r"confidencia|pode conter|puede contener|peut contenir|pu[oò] contenere|apagu|"
    r"riservat|per errore|cancellar|vertrouwelijk|geadresseerde|bestemd|verwijder|konfidentiell|fortrolig|felaktigt|"
    r"mottaga|modtager|luottamuksel|vastaanottaja|poufn|adresat|d[ůu]v[ěe]rn|gizli|yaln[ıi]zca|конфиденциальн|адресат|"
    r"по ошибке|конфіденційн|机密|收件人|删除|機密|保密|破棄|기밀|수신|سري|بالخطأ",
    re.I,
)
_HEADED = re.compile(
    r"[\s*_>\[(#-]{0,6}(?:(?:e-?mail )?(?:confidentiality|privacy|legal) (?:notice|note|disclaimer|warning|statement)|"
    r"disclaimer\b|haftungsausschluss|vertraulichkeitshinweis|avis de confidentialit|aviso (?:de "
    r"confidencialidad|legal)|"
    r"avviso di riservatezza|nota di riservatezza|vrijwaring)",
    re.I,
)
_NOTICE = Caseless(
    r"[\W_]{0,6}(?:p )?(?:(?:e-?mail )?(?:confidentiality|privacy|legal|important|security) (?:notice|note|"
    r"disclaimer|warning|statement)|disclaimer|notice\s*:|important\s*:|confidential\s*[:.]"
    r"|haftungsausschluss|vertraulichkeits|avis (?:de confidentialit|important|l[ée]gal)|aviso (?:de |legal|"
    r"importante)|avviso|nota (?:legale|de conf)|vrijwaring|ansvarsfriskrivning"
    r"|(?:this|the|these|any) (?:information|contents?|e-?mail|message|communication|transmission|electronic|"
    r"document|material|mail)\b"
    r"|the information|information (?:contained )?in this|privileged|diese (?:e-?mail|nachricht|mail|"
    r"elektronische)|der inhalt dieser|ce (?:message|courriel|courrier|mail|document)|cet e-?mail|les "
    r"informations contenues"
    r"|est[ea] (?:correo|mensaje|mensagem|e-?mail|comunicaci|message)|la informaci[óo]n conten|as "
    r"informa[çc][õo]es|esta mensaje|il presente messaggio|questo messaggio|questa e-?mail|le informazioni|"
    r"dit bericht|deze e-?mail|de informatie"
    r"|detta (?:e-?post|meddelande)|denne (?:e-?post|e-?mail|mail)|tämä (?:viesti|sähköposti)|ta wiadomo|"
    r"niniejsza|tato zpr|tento e-?mail|bu e-?posta|данное сообщение|это сообщение|настоящее|本邮件|本メール|이 메일|본 "
    r"메일|هذه الرسالة"
    r"|if you (?:are not|have received|received)|please (?:consider|think)|think before|before printing|save "
    r"(?:a tree|trees|paper)|p(?:ensez|iense|ensa)\b.{0,30}(?:imprimer|imprimir|stampare)|bitte (?:denken|"
    r"pr[üu]fen) sie)"
)
_REGISTERED = re.compile(
    r".{0,80}\bregistered (?:charity|company|office|number|in [A-Z]\w+)[^.?!]{0,60}(?:\b(?:no|number|nr)\b|[:#]|\d{5})|"
    r"sitz der gesellschaft|registergericht|amtsgericht .{2,30}\bhr[ab]\b|r\.?c\.?s\.? \w+ \w? ?\d{3}|siège social ?:",
    re.I,
)
"""What firms and charities must say of themselves."""
_PERSONAL = quick(
    r"personal (?:data|information)|personuppgift|personoplysning|personopplysning|henkil[öo]tie|personenbezogene|"
    r"donn[ée]es (?:personnelles|[àa] caract)|datos personales|dados pessoais|dati personali|persoonsgegevens|"
    r"dan(?:e|ych) osobow|osobních údaj",
    re.I,
)
_HANDLED = re.compile(
    r"process|handle|privacy|behandl|verarbeit|datenschutz|trait|tratam|tratt|verwerk|k[äa]sittel|przetwarz|zpracov",
    re.I,
)
"""What is done with whose data: with a link, where more is told of it, three that only a notice has together."""
_GREEN = re.compile(
    r"(?:consider|think|denken|pensez|piense|pense|denk).{0,60}(?:environment|umwelt|environnement|medio "
    r"?ambiente|meio ambiente|ambiente|milieu|print)|need to print|save (?:paper|a tree|trees)",
    re.I,
)

_MAIL = (
    "e-?mail|e-?post|mail|message|sender|source|nachricht|absender|courriel|exp[ée]diteur|correo|mensaje|remitente|"
    "mensagem|remetente|messaggio|mittente|bericht|afzender|avs[äa]ndare|afsender|avsender|s[äa]hk[öo]posti|письмо"
)
_BANNER = re.compile(
    r"\W{0,4}(?:external|externe?|externo|esterno|ekstern|ulkoinen|eksterni|внешн\w{0,4})"
    rf"(?:[\s-]{{1,2}}(?:{_MAIL})){{0,2}}\s*(?:[\]:!–.-]|\Z)|"
    rf"\W{{0,4}}(?:caution|warning|attention|achtung|vorsicht|atenci[óo]n|aten[çc][ãa]o|attenzione|let op|advarsel|"
    rf"varning|notice|note|alert|important)\s*[:!-]"
    rf"(?=.{{0,300}}(?:{_MAIL}))(?=.{{0,400}}(?:extern|ext[ée]r|estern|ekstern|outside|au[ßs]+erhalb|fuera|fora|click|"
    r"links?\b|attachment|anh[äa]ng|unknown|suspicious|phish|spoof|verif))",
    re.I,
)
"""How a warning begins: with the tag itself, or with a call for care and then what it is about."""
_BANNER_WITHIN = Caseless(
    r"\[(?:external|ext|extern[eo]?|esterno)\b[^\]\n]{0,30}\]|"
    r"(?:this|the) (?:e-?mail|message|mail|sender)[\w\s]{0,40}(?:originat|came|comes|was sent|is|sent|"
    r"arrived|received|from)[\w\s']{0,20}(?:outside|external)|diese (?:e-?mail|"
    r"nachricht)[\w\s]{0,30}(?:extern|au[ßs]+erhalb)|ce (?:message|courriel|mail|"
    r"e-?mail)[\w\s']{0,40}ext[ée]rieur|est[ea] (?:correo|mensaje|mensagem|e-?mail)[\w\s]{0,40}(?:extern|"
    r"fora|fuera)"
    r"|(?:you|some people who received this message) don.?t often get e?mail from|sie erhalten nicht "
    r"h[äa]ufig e-?mails von|vous n.obtenez pas souvent|no suele recibir correo|learn why this is important|"
    r"do not click (?:on )?(?:any )?links|z(?:fj|z)externalsender|be careful with (?:links|attachments)"
)
_TAG = re.compile(r"\s*\[(?:external|ext|extern|externe|externo|esterno)[^\]\n]{0,30}\]\s*:?\s*", re.I)
# One of these is in every banner; asking for them first spares most mail the search.
_BANNER_HINTS = quick(
    r"ext|ester|ulkoin|внешн|ekstern|outside|caution|warning|get e-?mail|learn why|click|careful|achtung|vorsicht|"
    r"häufig|"
    r"souvent|fuera|fora|außer|ausser|aten|atten|let op|advarsel|varning|suele|alert|notice|important"
)
MAX_BANNER = 600


def opens_disclaimer(text: str) -> bool:
    """Whether a line may be a disclaimer's first."""
    return _NOTICE.match(text) is not None or _is_registered(text)


def is_disclaimer(paragraph: str) -> bool:
    """Whether a paragraph is one of those that lawyers and gateways add."""
    head = paragraph[:1500]
    if _is_registered(head) or (_is_linked(head) and _PERSONAL.search(head) and _HANDLED.search(head)):
        return True
    if _NOTICE.match(head) is None:
        return False
    if _HEADED.match(head) or _GREEN.search(head):
        return True
    return len({found[0].lower() for found in _LEGAL.finditer(head)}) >= 2


def _is_registered(text: str) -> bool:
    """Whether a firm or charity says what it must of itself: in a word near its beginning, or by how it begins."""
    head = text[:100]
    if head.isascii() and head[:1] not in "sarSAR" and "registered" not in head.lower():
        return False
    return _REGISTERED.match(text) is not None


def _is_linked(text: str) -> bool:
    low = text.lower()
    return "www." in low or "http:" in low or "https:" in low


def may_be_banner(text: str) -> bool:
    """Whether a gateway's warning may be in the text; asked for all of a mail's top at once."""
    return _BANNER_HINTS.search(text.lower()) is not None


def is_banner(paragraph: str) -> bool:
    """Whether a paragraph on top is a gateway's warning."""
    if len(paragraph) > MAX_BANNER:
        return False
    tagged = without_tag(paragraph)
    if tagged.strip() and tagged != paragraph:
        return is_banner(tagged)  # "[EXT] We met …" is the writer's own below the tag
    paragraph = paragraph.lstrip("-=_*#~+ ")
    return _BANNER.match(paragraph) is not None or _BANNER_WITHIN.search(paragraph) is not None


def without_tag(text: str) -> str:
    """A line or subject without a gateway's "[EXTERNAL]"."""
    match = _TAG.match(text)
    return text[match.end() :] if match else text

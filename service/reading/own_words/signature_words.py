"""What people sign with, in each language: one table, a line for each thing said, as languages.py
has it for clients.

closing   what stands on a line of its own above the name ("Best regards"), whole but for a mark at its end: regular
          expressions, "|" between them
role      what somebody is, or works for: words of titles and offices in small letters ("*": whatever stands there)
office    such words in scripts that set no spaces: regular expressions
phone     what stands before a number ("Tel."): words

Accents do not count in words.
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from service.reading.own_words.languages import rows_of
from service.reading.patterns.ways import Caseless

_TABLE = r"""
en closing   (?:kind|kindest|best|warm|warmest|sincerely|regards|greetings|cheers|thanks|thank you)\b.{0,40}
en closing   (?:many thanks|all (?:the|my) best|yours)\b.{0,40}
en closing   with (?:best|kind|warm|many|all|love|thanks|regards|gratitude)\b.{0,40}
en closing   .{0,30}(?:regards|wishes)|(?:respectfully|faithfully|cordially|take care|talk soon|see you|love)
en role      head director manager librarian engineer developer president officer assistant associate professor
en role      lecturer coordinator consultant analyst architect specialist founder partner ceo cto cfo coo vp
en role      chair dean library libraries university college department dept institute school center centre
en role      services archives archive collections collection information cataloging metadata systems team
en role      support sales office secretary treasurer administrator editor agent advisor adviser supervisor
en role      management facility operations
en role      representative technician designer accountant inspector shop group foundation association council
en role      care committee faculty studio hospital clinic society bank limited inc llc ltd
en phone     tel phone telephone fax mob mobile cell ph office direct desk work landline whatsapp skype
de closing   (?:mit |mfg|beste|liebe|viele|sch[öo]ne|herzliche|freundliche|gr[üu](?:ß|ss)).{0,40}
de closing   .{0,30}gr[üu](?:ß|ss)e?n?
de closing   mfg|vg|lg|hochachtungsvoll|.{0,20}dank
de role      leiterin leiter geschaftsfuhrerin geschaftsfuhrer abteilung bibliothekarin bibliothekar bibliothek
de role      vertrieb* einkauf sekretariat referentin referent sachbearbeiterin sachbearbeiter beraterin berater
de role      ingenieurin ingenieur assistentin assistent gmbh verein amt universitat hochschule institut
de role      *verwaltung *abteilung *leiter *leiterin *referent *referentin *institut *bibliothek
de role      redaktion kundendienst buchhaltung vorstand vorsitzender vorsitzende archiv verwaltung
de phone     telefon handy mobil fon durchwahl buro
fr closing   (?:bien (?:à|cordial)|cordial|salutations|amiti[ée]s|amicalement|sinc[èe]re|respectueu|bises?|merci).{0,40}
fr closing   .{0,30}(?:cordialement|salutations|à vous|à toi)|bonne (?:journ[ée]e|soir[ée]e|r[ée]ception)
fr role      directeur directrice responsable bibliotheque bibliothecaire chargee charge ingenieure assistante
fr role      gerante gerant service secretariat secretaire conseillere conseiller cheffe chef professeure
fr role      professeur universite mairie agence societe deleguee delegue
fr phone     port portable fixe standard bureau
es closing   (?:un |muchos |cordiales |atentos )?(?:saludos?|abrazos?)\b.{0,30}|atentamente|cordialmente
es closing   gracias.{0,20}
es role      jefe jefa gerente bibliotecario bibliotecaria biblioteca directora coordinadora coordinador
es role      ingeniero ingeniera tecnico tecnica secretario secretaria departamento universidad servicio asesora
es role      asesor profesora profesor oficina ayuntamiento administracion
es phone     telefono tfno movil cel celular
pt closing   (?:um |grande )*abra[çc]os?\b.{0,20}|abs|att|atenciosamente|cumprimentos
pt closing   (?:os )?(?:melhores|com os) .{0,20}cumprimentos
pt closing   cordialmente|obrigad[oa].{0,20}|sauda[çc][õo]es
pt role      coordenadora coordenador diretora diretor engenheiro engenheira universidade servico professora
pt role      assessora assessor atendimento
pt phone     telefone telemovel
it closing   (?:cordiali|distinti|tanti|cari) saluti|(?:un )?(?:caro )?saluto?i?\b.{0,20}|cordialmente|a presto
it closing   grazie.{0,20}|un abbraccio
it role      direttore direttrice responsabile ufficio dottore dottoressa segreteria ingegnere coordinatore
it role      servizio universita impiegato impiegata
it phone     cellulare
nl closing   .{0,30}groet(?:en|jes)?|groet(?:en|jes)?\b.{0,20}|hoogachtend|bedankt.{0,20}|mvg
nl role      voorzitter penningmeester secretaris
nl role      medewerker medewerkster hoofd afdeling projectleider adviseur bibliotheek gemeente stichting
nl phone     telefoon mobiel gsm
sv closing   .{0,30}h[äa]lsning(?:ar)?\b.{0,20}|mvh|vh|tack.{0,20}|kram(?:ar)?
sv role      avdelning handlaggare konsult bibliotekarie bibliotek universitet verksamhets* forening kommun
sv role      samordnare
sv phone     vaxel
da closing   .{0,30}hilsen(?:er)?\b.{0,20}|mvh|kh|vh|tak.{0,20}|hilsner?|de bedste hilsner
da role      afdelingsleder konsulent leder bibliotekar kommune sekretær sekretar radgiver
da phone     tlf
no role      avdeling seksjonsleder førstekonsulent forstekonsulent styreleder
fi closing   (?:yst[äa]v[äa]llisin |parhain )?terveisin|.{0,20}terveisin|kiitos.{0,20}
fi role      johtaja paallikko asiantuntija kirjasto* yliopisto osasto sihteeri koordinaattori
fi phone     puh puhelin matkapuhelin
pl closing   pozdrawiam.{0,20}|(?:serdecznie )?pozdrawiam|z (?:powa[żz]aniem|pozdrowieniami|wyrazami szacunku)
pl closing   dzi[ęe]kuj[ęe].{0,20}
pl role      kierownik dyrektor specjalista specjalistka dział dzial biblioteka asystentka asystent
pl role      koordynatorka koordynator uniwersytet
pl phone     kom
cs closing   s pozdravem|hezk[ýy] den|d[ěe]kuji.{0,20}|zdrav[íi]
cs role      vedouci reditelka reditel oddeleni knihovna knihovnik univerzita asistentka asistent jednatelka
cs role      jednatel
tr closing   sayg[ıi]lar[ıi]m[ıi]?zl?a|sayg[ıi]lar|iyi (?:g[üu]nler|[çc]al[ıi][şs]malar)|selamlar|te[şs]ekk[üu]rler
tr closing   sevgiler|kolay gelsin
tr role      mudur* uzman* bolum* universitesi kutuphane* muhendis*
ru closing   (?:с|c) (?:уважением|наилучшими.{0,30}|приветом)|всего (?:доброго|хорошего)|спасибо.{0,20}
ru role      менеджер директор инженер отдел специалист руководитель начальник библиотек* университет ооо
ru role      координатор
ru phone     тел телефон моб факс
uk closing   з повагою|гарного дня|дякую.{0,20}|найкращі побажання
uk role      фахівець відділ керівник бібліотек* університет інженер
ja closing   (?:以上)?(?:、)?(?:どうぞ)?(?:よろしく|宜しく)(?:お願い).{0,12}|敬具|以上
ja office    株式会社|有限会社|合同会社|大学|図書館|営業|総務|[部課]長|センター|事務局|(?:部|課)\s
ja phone     電話 携帯 内線
zh closing   此致|敬礼|敬禮|祝(?:好|商祺|安)|谢谢|謝謝|顺颂.{0,8}|順頌.{0,8}
zh office    公司|大學|图书馆|圖書館|集团|集團|经理|經理|部门|主任|工程师|工程師
zh phone     电话 手机 手機 传真 傳真 微信
ko closing   감사합니다|.{0,8}드림|.{0,8}올림
ko office    주식회사|대학교|도서관|팀장|부장|과장|연구원|(?:팀|대리|사원)\Z
ko phone     전화 휴대폰 팩스 연락처
ar closing   (?:مع )?(?:أطيب |خالص )?(?:التحيات|تحياتي|التحية|الشكر)|وتفضلوا.{0,40}|شكراً?.{0,20}
ar role      مدير* قسم شركة مهندس* جامعة مكتبة رئيس* مسؤول*
ar phone     هاتف جوال موبايل فاكس
"""

_SAID = rows_of(_TABLE)

CLOSING = Caseless(rf"(?:{'|'.join(_SAID['closing'])})[\s.,;!~–-]*\Z")
"""A closing, the whole line."""
_OFFICE = re.compile("|".join(_SAID["office"]))
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_NUMBER = re.compile(r"([^\W\d_]+)\W{0,4}[+(]{0,2}\d")


def _bare(text: str) -> str:
    """In small letters without accents."""
    low = text.lower()
    if low.isascii():
        return low
    return "".join(letter for letter in normalize("NFKD", low) if not combining(letter))


_ROLES = frozenset(_bare(" ".join(_SAID["role"])).split())
_STEMS = tuple(role[:-1] for role in _ROLES if role.endswith("*"))
_ENDINGS = tuple(role[1:] for role in _ROLES if role.startswith("*"))
_PHONES = frozenset(_bare(" ".join(_SAID["phone"])).split())


def has_role(text: str) -> bool:
    """Whether a title, or an office, stands on a line."""
    words = _WORD.findall(_bare(text[:200]))
    return any(word in _ROLES or word.startswith(_STEMS) or word.endswith(_ENDINGS) for word in words) or (
        not text.isascii() and _OFFICE.search(text) is not None
    )


def has_number(text: str) -> bool:
    """Whether a number is said to be a telephone's."""
    return any(word in _PHONES for word in _BEFORE_NUMBER.findall(_bare(text[:200])))

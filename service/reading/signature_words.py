"""What people sign with, in each language: one table, a line for each thing said, as languages.py has it for clients.

closing   what stands on a line of its own above the name ("Best regards"), whole but for a mark at its end
role      what somebody is, or works for: a word of a title or of an office
office    such a word in a script that sets no spaces
phone     what stands before a number ("Tel.")
"""

from __future__ import annotations

import re

from service.reading.languages import rows_of

_TABLE = r"""
en closing   (?:kind|kindest|best|warm|warmest|sincerely|regards|greetings|cheers|thanks|thank you)\b.{0,40}
en closing   (?:many thanks|all (?:the|my) best|yours)\b.{0,40}
en closing   with (?:best|kind|warm|many|all|love|thanks|regards|gratitude)\b.{0,40}
en closing   .{0,30}(?:regards|wishes)|(?:respectfully|faithfully|cordially|take care|talk soon|see you|love)
en role      head|director|manager|librarian|engineer|developer|president|officer|assistant|associate|professor
en role      lecturer
en role      coordinator|consultant|analyst|architect|specialist|founder|partner|ceo|cto|cfo|coo|vp|chair|dean
en role      library
en role      libraries|university|college|department|dept|institute|school|center|centre|services|archives?
en role      collections?
en role      information|cataloging|metadata|systems|team|support|sales|office|secretary|treasurer|administrator
en role      editor
en role      agent|advisor|adviser|supervisor|representative|technician|designer|accountant|inspector|shop|group
en role      foundation
en role      association|council|committee|faculty|studio|hospital|clinic|society|bank|limited|inc|llc|ltd
en role      customer care
en phone     tel|phone|telephone|fax|mob|mobile|cell|ph|office|direct|desk|work|landline|whatsapp|skype
de closing   (?:mit |mfg|beste|liebe|viele|sch[öo]ne|herzliche|freundliche|gr[üu](?:ß|ss)).{0,40}
de closing   .{0,30}gr[üu](?:ß|ss)e?n?
de closing   mfg|vg|lg|hochachtungsvoll|.{0,20}dank
de role      leiter(?:in)?|gesch[äa]ftsf[üu]hrer(?:in)?|abteilung|bibliothek(?:ar(?:in)?)?|vertrieb\w*|einkauf
de role      sekretariat
de role      referent(?:in)?|sachbearbeiter(?:in)?|berater(?:in)?|ingenieur(?:in)?|assistent(?:in)?|gmbh|verein
de role      amt
de role      universit[äa]t|hochschule|institut|redaktion|kundendienst|buchhaltung|vorstand|vorsitzende[r]?
de role      archiv|verwaltung
de phone     telefon|handy|mobil|fon|durchwahl|fax|büro
fr closing   (?:bien (?:à|cordial)|cordial|salutations|amiti[ée]s|amicalement|sinc[èe]re|respectueu|bises?|merci).{0,40}
fr closing   .{0,30}(?:cordialement|salutations|à vous|à toi)|bonne (?:journ[ée]e|soir[ée]e|r[ée]ception)
fr role      directeur|directrice|responsable|biblioth[èe]que|biblioth[ée]caire|charg[ée]e?|ing[ée]nieure?
fr role      assistante?|g[ée]rante?
fr role      service|secr[ée]tariat|secr[ée]taire|conseill[eè]re?|chef(?:fe)?|professeure?|universit[ée]|mairie
fr role      agence|soci[ée]t[ée]|d[ée]l[ée]gu[ée]e?
fr phone     t[ée]l|t[ée]l[ée]phone|port|portable|fixe|standard|bureau
es closing   (?:un |muchos |cordiales |atentos )?(?:saludos?|abrazos?)\b.{0,30}|atentamente|cordialmente
es closing   gracias.{0,20}
es role      jefe|jefa|gerente|bibliotecari[oa]|biblioteca|directora?|coordinadora?|ingenier[oa]|t[ée]cnic[oa]
es role      secretari[oa]
es role      departamento|universidad|servicio|atenci[óo]n al cliente|asesora?|profesora?|oficina|ayuntamiento
es role      administraci[óo]n
es phone     tel[ée]fono|tfno|m[óo]vil|cel|celular
pt closing   (?:um |grande )*abra[çc]os?\b.{0,20}|abs|att|atenciosamente|cumprimentos
pt closing   (?:os )?(?:melhores|com os) .{0,20}cumprimentos
pt closing   cordialmente|obrigad[oa].{0,20}|sauda[çc][õo]es
pt role      gerente|coordenadora?|diretora?|engenheir[oa]|departamento|universidade|servi[çc]o|professora?
pt role      assessora?|atendimento
pt phone     telefone|telem[óo]vel|celular
it closing   (?:cordiali|distinti|tanti|cari) saluti|(?:un )?(?:caro )?saluto?i?\b.{0,20}|cordialmente|a presto
it closing   grazie.{0,20}|un abbraccio
it role      direttore|direttrice|responsabile|ufficio|dottor(?:e|essa)|segreteria|ingegnere|coordinatore
it role      servizio|universit[àa]|impiegat[oa]
it phone     telefono|cellulare|cell
nl closing   .{0,30}groet(?:en|jes)?|groet(?:en|jes)?\b.{0,20}|hoogachtend|bedankt.{0,20}|mvg
nl role      medewerk(?:er|ster)|hoofd|afdeling|projectleider|adviseur|directeur|bibliotheek|gemeente
nl role      coördinator|stichting
nl phone     telefoon|mobiel|gsm
sv closing   .{0,30}h[äa]lsning(?:ar)?\b.{0,20}|mvh|vh|tack.{0,20}|kram(?:ar)?
sv role      chef|avdelning|handl[äa]ggare|konsult|bibliotek(?:arie)?|universitet|verksamhets\w+|f[öo]rening
sv role      kommun|samordnare
sv phone     telefon|mobil|v[äa]xel
da closing   .{0,30}hilsen(?:er)?\b.{0,20}|mvh|kh|vh|tak.{0,20}|hilsner?|de bedste hilsner
da role      afdelingsleder|konsulent|leder|bibliotekar|kommune|universitet|sekret[æa]r|r[åa]dgiver|forening
da phone     telefon|mobil|tlf
no role      daglig leder|r[åa]dgiver|avdeling|seksjonsleder|f[øo]rstekonsulent|kommune|styreleder
fi closing   (?:yst[äa]v[äa]llisin |parhain )?terveisin|.{0,20}terveisin|kiitos.{0,20}
fi role      johtaja|p[äa][äa]llikk[öo]|asiantuntija|kirjasto\w*|yliopisto|osasto|sihteeri|koordinaattori
fi phone     puh|puhelin|matkapuhelin
pl closing   pozdrawiam.{0,20}|(?:serdecznie )?pozdrawiam|z (?:powa[żz]aniem|pozdrowieniami|wyrazami szacunku)
pl closing   dzi[ęe]kuj[ęe].{0,20}
pl role      kierownik|dyrektor|specjalist(?:a|ka)|dzia[łl]|biblioteka|asystent(?:ka)?|koordynator(?:ka)?
pl role      sekretariat|uniwersytet
pl phone     telefon|kom
cs closing   s pozdravem|hezk[ýy] den|d[ěe]kuji.{0,20}|zdrav[íi]
cs role      vedouc[íi]|[řr]editel(?:ka)?|odd[ěe]len[íi]|knihovn(?:a|[íi]k)|univerzita|asistent(?:ka)?
cs role      jednatel(?:ka)?
cs phone     telefon|mobil
tr closing   sayg[ıi]lar[ıi]m[ıi]?zl?a|sayg[ıi]lar|iyi (?:g[üu]nler|[çc]al[ıi][şs]malar)|selamlar|te[şs]ekk[üu]rler
tr closing   sevgiler|kolay gelsin
tr role      m[üu]d[üu]r\w*|uzman\w*|b[öo]l[üu]m\w*|[üu]niversitesi|k[üu]t[üu]phane\w*|m[üu]hendis\w*
ru closing   (?:с|c) (?:уважением|наилучшими.{0,30}|приветом)|всего (?:доброго|хорошего)|спасибо.{0,20}
ru role      менеджер|директор|инженер|отдел|специалист|руководитель|начальник|библиотек\w+|университет|ооо
ru role      координатор
ru phone     тел|телефон|моб|факс
uk closing   з повагою|гарного дня|дякую.{0,20}|найкращі побажання
uk role      фахівець|відділ|керівник|бібліотек\w+|університет|інженер
uk phone     моб|факс
ja closing   (?:以上)?(?:、)?(?:どうぞ)?(?:よろしく|宜しく)(?:お願い).{0,12}|敬具|以上
ja office    株式会社|有限会社|合同会社|大学|図書館|営業|総務|[部課]長|センター|事務局|(?:部|課)\s
ja phone     電話|携帯|fax|内線
zh closing   此致|敬礼|敬禮|祝(?:好|商祺|安)|谢谢|謝謝|顺颂.{0,8}|順頌.{0,8}
zh office    公司|大學|图书馆|圖書館|集团|集團|经理|經理|部门|主任|工程师|工程師
zh phone     电话|電話|手机|手機|传真|傳真|微信
ko closing   감사합니다|.{0,8}드림|.{0,8}올림
ko office    주식회사|대학교|도서관|팀장|부장|과장|연구원|(?:팀|대리|사원)\Z
ko phone     전화|휴대폰|팩스|연락처
ar closing   (?:مع )?(?:أطيب |خالص )?(?:التحيات|تحياتي|التحية|الشكر)|وتفضلوا.{0,40}|شكراً?.{0,20}
ar role      مدير\w*|قسم|شركة|مهندس\w*|جامعة|مكتبة|رئيس\w*|مسؤول\w*
ar phone     هاتف|جوال|موبايل|فاكس
"""

_SAID = rows_of(_TABLE)

CLOSING = re.compile(rf"(?:{'|'.join(_SAID['closing'])})[\s.,;!~–-]*\Z", re.I)
"""A closing, the whole line."""
ROLE = re.compile(rf"(?<!\w)(?:{'|'.join(_SAID['role'])})(?!\w)|{'|'.join(_SAID['office'])}", re.I)
"""A title, or an office, somewhere on a line."""
PHONE = re.compile(rf"(?<!\w)(?:{'|'.join(_SAID['phone'])})\W{{0,4}}[+(]{{0,2}}\d", re.I)
"""A number said to be a telephone's."""

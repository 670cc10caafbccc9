"""How clients speak, in each language: one table, a line for each thing said. To teach another language, add its lines.

A line is: language, what is said, the words ("|" between them; each is a regular expression, case does not count). What
needs a second line may have one. Nothing else knows these languages.

wrote     what stands before the colon, or before the writer's name, above a quote
on        what such a line opens with, before a day
self      who says "wrote" of themselves or another in the middle of their own words
from, sent, date, to, cc, subject, more     the labels of a header block
original  what stands between dashes above somebody else's mail
begin     what stands above it with a colon
above     what says that answers go above a line
phone     how a phone's or a client's own line at the end begins
clean     an antivirus program's "nothing found"
"""

from __future__ import annotations

_TABLE = r"""
en wrote     wrote|writes|has written|said|says|commented|replied|excerpts from|thus spake|thus spoke
en on        on|at|in (?:a |your |his |her )?(?:message|article|mail)
en self      i|we|you|he|she|they|who
en from      From
en sent      Sent
en date      Date|Sent at|Received
en to        To
en cc        Cc|Bcc|Cc to
en subject   Subject
en more      Reply-To|Importance|Priority|Attachments|Attachment|Organization|Newsgroups|Resent-From|Resent-To
en more      Message-ID|Sent by|Delivered-To|Sensitivity|When|Where|Return-Path|List-Id|Followup-To
en original  original message|forwarded message|original appointment|original e-?mail|original|reply message
en original  forwarded by .{1,80}|message from .{1,80}|forwarded e-?mail|in reply to|previous message|replied message
en begin     begin forwarded message
en above     reply above this line|type your reply above|above this line|write above this line
en phone     sent from (?:my|a|an|the|our|mobile|phone) |sent from \S|sent (?:via|using|with|through|by) \S|sent on the
en phone     get outlook for |download outlook|get bluemail|get yahoo mail|get the new aol|shared via |typed (?:on|with)
en phone     excuse (?:the |any |my )?(?:typos|brevity)|written (?:on|from) my (?:phone|mobile|tablet|i?pad)
en phone     (?:please )?(?:excuse|forgive|pardon) (?:the |any |my )?(?:brevity|typos|typing|spelling|errors)
en phone     this (?:message|e-?mail) (?:was|is|has been) (?:secured|encrypted|protected) (?:by|with|using) \S
en clean     virus-free|no virus(?:es)? found|scanned by |this (?:e-?mail|message|mail)\b.{0,40}(?:checked|scanned)
de wrote     schrieb|schreibt|geschrieben|schrieb folgendes|folgendes geschrieben
de on        am|um|an|vom|auf
de self      ich|wir|sie|er
de from      Von|Absender
de sent      Gesendet|Gesendet am|Verschickt
de date      Datum|Datum/Uhrzeit
de to        An|Empfänger
de cc        Kopie
de subject   Betreff|Betr.
de more      Antwort an|Wichtigkeit|Anlagen|Anlage|Anhang|Priorität
de original  urspr[üu]ngliche nachricht|original-?nachricht|originalnachricht|weitergeleitete nachricht
de original  urspr[üu]nglicher termin|urspr[üu]ngliche e-?mail|original-?mail|nachricht von .{1,60}
de begin     anfang der weitergeleiteten (?:nachricht|e-?mail)
de above     oberhalb dieser (?:zeile|linie)|über dieser (?:zeile|linie)
de phone     (?:diese nachricht wurde )?(?:von|mit) (?:meinem|der|dem|meiner) .{2,60}(?:gesendet|verschickt|versendet)
de phone     gesendet (?:von|mit|über) |von (?:unterwegs|mobil|handy) gesendet|von \w+ gesendet
de phone     mit freundlichen gr[üu](?:ß|ss)en von meinem .{2,30}gesendet
de phone     outlook für \w+ (?:beziehen|herunterladen)|hol(?:en sie sich|e dir) outlook
de clean     virenfrei|.{0,40}auf viren (?:geprüft|untersucht|überprüft)
fr wrote     a [ée]crit|[ée]crit|[ée]crivait|a r[ée]pondu|a [ée]crit ceci|en r[ée]ponse [àa]
fr on        le|du
fr self      je|j'|nous|il|elle
fr from      De|Expéditeur
fr sent      Envoyé|Envoyé le|Envoyée
fr date      Date|Date d'envoi
fr to        À|A|Pour|Destinataire|Destinataires
fr cc        Copie|Copie à|Cc
fr subject   Objet|Sujet
fr more      Répondre à|Pièces jointes|Pièce jointe
fr original  message d.origine|message original|message transf[ée]r[ée]|message initial|courriel original
fr original  e-?mail d.origine|courrier original|message du .{1,60}|mail original|courriel d.origine
fr begin     début du (?:message r[ée]exp[ée]di[ée]|message transf[ée]r[ée]|courriel transf[ée]r[ée])
fr above     au[- ]dessus de cette ligne
fr phone     envoy[ée] (?:de(?:puis)? |à partir d|via |avec )|t[ée]l[ée]charge[rz]? outlook pour|obtenir outlook pour
fr phone     provenance : |envoyé du
fr clean     (?:garanti )?sans virus|l.absence de virus|cet? (?:e-?mail|message|courriel)\b.{0,30}(?:vérifié|analysé)
es wrote     escribi[óo]|escribe|ha escrito|citando
es on        el|en|de
es self      yo
es from      De|Remitente
es sent      Enviado|Enviado el|Enviado a las
es date      Fecha
es to        Para|Destinatario
es cc        Copia|CC
es subject   Asunto
es original  mensaje original|mensaje reenviado|correo original|mensaje de .{1,60}
es begin     inicio del mensaje reenviado
es above     por encima de esta línea|encima de esta línea|arriba de esta línea
es phone     enviado (?:desde|del? mi|con) |obt(?:ener|én|enga) (?:el )?outlook para
es clean     libre de virus|el software de antivirus|este (?:mensaje|correo)\b.{0,40}(?:analizado|verificado)
pt wrote     escreveu|escreve
pt on        em|no dia|a|à[s]?|na
pt self      eu
pt from      De|Remetente
pt sent      Enviada em|Enviado em|Enviado|Enviada
pt date      Data
pt to        Para|Destinatário
pt cc        Cópia
pt subject   Assunto
pt original  mensagem original|mensagem encaminhada|mensagem reencaminhada|e-?mail original
pt begin     início da mensagem (?:encaminhada|reencaminhada)
pt above     acima desta linha
pt phone     enviad[oa] (?:do|da|a partir|via|pelo|com) |obt(?:er|ém|enha) (?:o )?outlook (?:para|for)
pt clean     livre de vírus|sem vírus|este e-?mail foi (?:escaneado|verificado)
it wrote     ha scritto|scrive|scriveva|ha scritto quanto segue
it on        il|il giorno|in data
it self      io
it from      Da|Mittente
it sent      Inviato|Inviata|Inviato il
it date      Data
it to        A|Destinatario
it cc        Copia
it subject   Oggetto|Ogg
it original  messaggio originale|messaggio inoltrato|e-?mail originale
it begin     inizio messaggio inoltrato
it above     sopra questa (?:riga|linea)
it phone     inviat[oa] (?:da|dal|dalla|con|tramite) |scarica outlook|ottieni outlook
it clean     priv[oa] di virus|questa e-?mail è stata controllata
nl wrote     schreef|schrijft|geschreven|het volgende geschreven|schreef het volgende
nl on        op
nl self      ik|wij
nl from      Van|Afzender
nl sent      Verzonden|Verstuurd
nl date      Datum
nl to        Aan
nl cc        Kopie|CC
nl subject   Onderwerp|Betreft
nl original  oorspronkelijk bericht|doorgestuurd bericht|origineel bericht|oorspronkelijke bericht|originele bericht
nl begin     begin doorgestuurd bericht
nl above     boven deze (?:regel|lijn)
nl phone     verzonden (?:vanaf|vanuit|via|met|door) |verstuurd (?:vanaf|met|via|vanuit)\s
nl phone     download outlook voor|outlook voor \w+ (?:downloaden|ophalen)
nl clean     virusvrij|deze e-?mail is .{0,40}virus
sv wrote     skrev|skriver|skrev f[öo]ljande
sv on        den|på|man\.?|tis\.?|ons\.?|tors?\.?|fre\.?|lör\.?|sön\.?|mån\.?
sv self      jag
sv from      Från|Avsändare
sv sent      Skickat
sv date      Datum
sv to        Till
sv cc        Kopia
sv subject   Ämne
sv original  ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|vidarebefordrat brev
sv begin     vidarebefordrat (?:mejl|brev|meddelande)
sv phone     skickat fr[åa]n |skickades fr[åa]n |h[äa]mta outlook
sv clean     virusfri|.{0,40}kontrollerats .{0,20}antivirus
da wrote     skrev|følgende
da on        den|d\.|ti[rs]?\.?|man\.?|tor[s]?\.?|fre\.?|lør\.?|søn\.?
da self      jeg|vi
da from      Fra|Afsender
da sent      Sendt
da date      Dato
da to        Til
da cc        Kopi
da subject   Emne
da original  oprindelig meddelelse|original meddelelse|videresendt meddelelse|oprindelig besked
da begin     videresendt (?:meddelelse|besked)|start på videresendt besked
da phone     sendt fra |hent outlook
da clean     virusfri|.{0,40}kontrolleret for vira
no wrote     skrev|skrev følgende
no on        den|på
no original  opprinnelig melding|videresendt melding|original melding
no begin     videresendt melding|start på videresendt melding
no phone     f[åa] outlook|skaff deg outlook
no clean     .{0,40}(?:sjekket|kontrollert) for virus
fi wrote     kirjoitti|kirjoittaa
fi on        ma|ke|pe|la|su|to|ti
fi self      minä
fi from      Lähettäjä
fi sent      Lähetetty
fi date      Päiväys|Päivämäärä|Pvm
fi to        Vastaanottaja
fi cc        Kopio
fi subject   Aihe
fi original  alkuper[äa]inen viesti|v[äa]litetty viesti|edelleenl[äa]hetetty viesti
fi begin     välitetty viesti(?: alkaa)?
fi phone     l[äa]hetetty \S+|hanki outlook
fi clean     virukseton|avast-virustorjunta
pl wrote     napisa[łl]|napisa[łl]a|napisa[łl]\(a\)|pisze|napisa[łl]/a|wiadomo[śs][ćc] napisana przez
pl on        w dniu|dnia|pon\.|wt\.|śr\.|czw\.|pt\.|sob\.|niedz\.|użytkownik
pl self      ja
pl from      Od|Nadawca
pl sent      Wysłano|Wysłane
pl date      Data
pl to        Do
pl cc        DW|Kopia
pl subject   Temat
pl original  oryginalna wiadomo[śs][ćc]|wiadomo[śs][ćc] oryginalna|wiadomo[śs][ćc] przekazana(?: dalej)?
pl original  przekazana wiadomo[śs][ćc]|tre[śs][ćc] przekazanej wiadomo[śs]ci|oryginalny e-?mail
pl begin     początek przekazywanej wiadomości
pl above     powyżej tej linii
pl phone     wys[łl]an[oey]? (?:z|ze|przez) |pobierz (?:aplikacj[ęe] )?outlook
pl clean     woln[ea] od wirusów|.{0,40}pod k[ąa]tem wirusów
cs wrote     napsal|napsala|napsal\(a\)|p[íi][šs]e
cs on        dne|po|út|st|čt|pá|so|ne
cs self      já
cs from      Od|Odesílatel
cs sent      Odesláno
cs date      Datum
cs to        Komu
cs cc        Kopie
cs subject   Předmět
cs original  p[ůu]vodn[íi] zpr[áa]va|p[ůu]vodn[íi] e-?mail|p[řr]eposlan[áa] zpr[áa]va
cs begin     začátek přeposílané zprávy
cs phone     odesl[áa]no z[e]? |z[íi]skat outlook
cs clean     bez virů|.{0,40}zkontrolován na viry
tr wrote     yazdı|yazd[ıi]|şunu yazdı|şunları yazdı
tr on        pzt|sal|çar|per|cum|cmt|paz
tr from      Kimden|Gönderen
tr sent      Gönderilme|Gönderildi|Gönderme Tarihi
tr date      Tarih
tr to        Kime|Alıcı
tr cc        Bilgi
tr subject   Konu
tr original  özgün ileti|orijinal ileti|orijinal mesaj|ilk ileti|iletilen (?:mesaj|ileti)
tr begin     iletilen e-posta|(?:yönlendirilen )?ileti başlangıcı
tr phone     .{0,50}(?:den|dan|ile) gönderildi|.{0,12}outlook'?u (?:edinin|indir)
tr clean     virüs bulunmuyor|.{0,20}antivirüs yazılımı
ru wrote     написал|написала|написал\(a\)|написал\(а\)|пишет|писал|писала
ru on        пн|вт|ср|чт|пт|сб|вс
ru self      я|мы
ru from      От|От кого|Отправитель
ru sent      Отправлено
ru date      Дата
ru to        Кому
ru cc        Копия
ru subject   Тема
ru original  исходное сообщение|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение
ru original  конец пересылаемого сообщения|переадресованное сообщение|исходное письмо
ru begin     начало переадресованного (?:сообщения|письма)
ru above     выше этой (?:линии|строки)
ru phone     отправлено (?:с|из|от|через) |скачать outlook|получить outlook
ru clean     без вирусов|.{0,40}проверено на вирусы|вирусов нет
uk wrote     написав|написала|написав\(ла\)|написав\(-ла\)|пише|писав
uk on        пн|вт|ср|чт|пт|сб|нд
uk self      ми
uk from      Від|Від кого|Відправник
uk sent      Надіслано
uk date      Дата
uk to        Кому
uk cc        Копія
uk subject   Тема
uk original  оригінальне повідомлення|вихідне повідомлення|переслане повідомлення
uk begin     початок листа, що пересилається|початок переадресованого (?:листа|повідомлення)
uk phone     надіслано (?:з|із|через) |отримати outlook
uk clean     вірусів немає|без вірусів|.{0,40}перевірено на віруси
ja wrote     さんは書きました|のメール|さんからのメール|は書きました
ja from      差出人|送信者
ja sent      送信日時|送信日|送信
ja date      日付|日時
ja to        宛先
ja cc        参照
ja subject   件名
ja more      返信先|添付ファイル
ja original  元のメッセージ|元のメール|転送されたメッセージ|転送メッセージ|転送メール|転送元のメール
ja begin     転送されたメッセージ
ja phone     .{0,30}(?:から|より)送信|発信:? ?iphone|.{0,20}を入手
ja clean     ウイルス ?フリー|.{0,30}ウイルスがないこと
zh wrote     写道|寫道|撰写|撰寫|编写|編寫|的邮件|写到|寫到
zh on        在|于|於
zh from      发件人|发件者|寄件者|寄件人|發件人
zh sent      发送时间|发送日期|傳送時間|寄件日期|發送時間|傳送日期|发送
zh date      日期|時間|时间
zh to        收件人|收件者
zh cc        抄送|副本|参照|參照
zh subject   主题|主旨|主題
zh more      附件
zh original  原始邮件|原始郵件|邮件原件|转发的邮件|轉寄的郵件|转发邮件信息|原郵件|原始信件|回复的原邮件|原邮件|原始訊息
zh begin     以下是转发的邮件|下面是被转发的邮件|開始轉寄郵件|以下是轉寄的郵件
zh phone     (?:发送?|發送?|来|來)自 ?(?:我的|网易|網易|.{0,20}(?:手机|手機|邮箱|邮件|phone|pad|mail|android|outlook))
zh phone     (?:从|從) ?(?:我的 ?)?.{1,20}(?:发送|傳送)|(?:获取|取得) ?outlook
zh clean     (?:不含|无|無)病毒|.{0,30}检查是否有病毒
ko wrote     님이 작성|님이 작성한 글|작성|썼습니다|님의 말|쓴 글
ko from      보낸 사람|보낸사람|발신자|보낸이
ko sent      보낸 날짜|보낸날짜|보낸시간
ko date      날짜|일시
ko to        받는 사람|받는사람|수신자|받는이
ko cc        참조
ko subject   제목
ko original  원본 메시지|원본 메일|전달된 메시지|전달된 메일|원본메일
ko begin     전달된 메시지
ko phone     .{0,30}에서 보냄|.{0,12}outlook 다운로드
ko clean     바이러스가 없|.{0,30}바이러스 검사
ar wrote     كتب|كتبت|تمت كتابة ما يلي بواسطة
ar on        في
ar from      من
ar sent      تاريخ الإرسال|أرسلت|تم الإرسال
ar date      التاريخ
ar to        إلى
ar cc        نسخة
ar subject   الموضوع
ar original  الرسالة الأصلية|رسالة معاد توجيهها|الرسالة المحولة
ar begin     بداية الرسالة المعاد توجيهها
ar phone     أُ?رسلت من|تم الإرسال من|مُ?رسل من|الحصول على outlook
ar clean     خالٍ? من الفيروسات
el wrote     έγραψε
el on        στις|την
el from      Από
el sent      Στάλθηκε|Απεστάλη|Εστάλη
el date      Ημερομηνία
el to        Προς
el cc        Κοιν.|Κοινοποίηση
el subject   Θέμα
el original  αρχικό μήνυμα|προωθημένο μήνυμα
el phone     (?:στάλθηκε|εστάλη) από |λήψη του outlook
hu wrote     ezt írta|írta
hu from      Feladó
hu sent      Elküldve|Küldve
hu date      Dátum
hu to        Címzett
hu cc        Másolatot kap
hu subject   Tárgy
hu original  eredeti üzenet|továbbított üzenet
hu phone     elküldve (?:az? )?\S*(?:iphone|ipad|android|samsung|telefon)|.{0,5}outlook .{0,40}beszerzése
ro wrote     a scris
ro on        pe|în|în data de|la data de
ro from      De la
ro sent      Trimis
ro date      Data
ro to        Către
ro subject   Subiect
ro original  mesaj(?:ul)? original|mesaj redirec[țţt]ionat|mesaj transmis
ro phone     trimis (?:de pe|din|de la|cu) |obțineți outlook
he wrote     כתב|כתבה|כתב/ה|מאת
he on        ב|בתאריך
he from      מאת
he sent      נשלח
he date      תאריך
he to        אל
he cc        עותק
he subject   נושא
he original  הודעה מקורית|הודעה שהועברה
he phone     נשלח מ|קבל את outlook
vi wrote     đã viết
vi on        vào|lúc
vi from      Từ
vi sent      Đã gửi
vi date      Ngày
vi to        Đến|Tới
vi subject   Chủ đề
vi original  thư gốc|thư chuyển tiếp|tin nhắn gốc|thư đã chuyển tiếp
vi phone     (?:được |đã )?gửi từ
id wrote     menulis
id on        pada|pada tanggal
id from      Dari
id sent      Dikirim
id date      Tanggal
id to        Kepada|Ke
id subject   Subjek|Perihal
id original  pesan asli|pesan terusan|pesan diteruskan
id phone     dikirim dari |dapatkan outlook
th wrote     เขียนว่า|เขียน
th on        ในวันที่|เมื่อ
th from      จาก
th sent      ส่งเมื่อ
th date      วันที่
th to        ถึง
th subject   เรื่อง
th original  ข้อความต้นฉบับ|ข้อความที่ส่งต่อ
th phone     ส่งจาก
bg wrote     написа
bg on        на
bg from      От
bg sent      Изпратено
bg to        До
bg subject   Относно
bg original  оригинално съобщение|препратено съобщение
bg phone     изпратено от
hr wrote     je napisao|napisao je|je napisala|napisala je|je napisao/la
hr on        dana
hr from      Šalje|Od
hr sent      Poslano
hr to        Prima
hr subject   Predmet
hr original  izvorna poruka|proslijeđena poruka|originalna poruka
hr phone     poslano (?:s|sa|iz|z)\s
sk wrote     napísal|napísala|nap[íi]sal\(a\)
sk on        dňa|št
sk sent      Odoslané
sk date      Dátum
sk subject   Predmet
sk original  p[ôo]vodn[áa] spr[áa]va|preposlan[áa] spr[áa]va
sk phone     odoslané z
sl wrote     je napisal|je napisala|napisal\(a\)|napisala
sl on        v
sl to        Za
sl subject   Zadeva
sl original  izvirno sporočilo|posredovano sporočilo
ca wrote     ha escrit|va escriure|missatge de
ca on        el dia
ca sent      Enviat
ca to        Per a
ca subject   Assumpte
ca original  missatge original|missatge reenviat
ca phone     enviat (?:des )?d
et wrote     kirjutas
et from      Saatja
et sent      Saadetud
et date      Kuupäev
et to        Adressaat|Saaja
et cc        Koopia
et subject   Teema
et original  algne kiri|edastatud kiri|algsõnum
et phone     saadetud minu
lv wrote     rakst[īi]ja
lv from      No
lv sent      Nosūtīts
lv to        Kam
lv subject   Tēma
lv original  sākotnējais ziņojums|pārsūtīts ziņojums
lv phone     nosūtīts no
lt wrote     raš[ėe]
lt from      Nuo
lt sent      Išsiųsta
lt date      Data
lt subject   Tema
lt original  pradinis laiškas|persiųstas laiškas
lt phone     išsiųsta iš
xx wrote     quoting|zitat von|quoth
"""


def rows_of(table: str) -> dict[str, tuple[str, ...]]:
    """What is said → the rows of words for it, of a table of lines like those above."""
    rows = dict[str, list[str]]()
    for line in table.strip().split("\n"):
        _, said, words = line.split(maxsplit=2)
        rows.setdefault(said, []).append(words)
    return {said: tuple(words) for said, words in rows.items()}


SAID = rows_of(_TABLE)
"""What is said → the rows of words for it, one or more a language."""


def words_for(said: str) -> str:
    """All languages' words for it, as alternatives of one regular expression."""
    return "|".join(SAID[said])

"""What mail servers say when they could not deliver: tables of wording, a row a language or a family of servers."""

from __future__ import annotations

import re

from service.reading.patterns.ways import Caseless, quick

# Who reports: local parts and display names.
NOBODY = re.compile(r"\A(?:mailer?[-_. ]?(?:er[-_.]?)?daemon\S{0,20}|mdaemon|double-bounce)\Z", re.I)
DAEMON = re.compile(
    r"\A(?:mmdf|post[-_.]?master|postoffice|"
    r"mail[-_.]?admin(?:istrator)?|mail[-_.]?router|mail[-_.]?system|maildelivery|mail[-_.]?delivery\S*|"
    r"mailsubsystem|system[-_.]?admin\S*|noreply-bounce|"
    r"microsoftexchange\w*|delivery-?(?:report|failure|notification)s?|non-?delivery|"
    r"internet-?mail\S*|amavis|messagelabs\S*|"
    r"uucp|mail-?server)\Z",
    re.I,
)
PROGRAM = re.compile(
    r"\A(?:root|nobody|bounces?|mailer|administrator|exchange|mta|smtp(?:d|-?server|gate)?|reports?|clamav|"
    r"symantec\S*|daemon)\Z",
    re.I,
)
DAEMON_NAME = quick(
    r"mail ?er[- ]?daemon|mail delivery|delivery (?:sub)?system|delivery (?:service|agent|notification|"
    r"status)|system administrator|systemadministrator|mail administrator|mail system|internet mail|"
    r"postmaster|microsoft outlook\Z|microsoft exchange|mail gateway|mail ?server|e-?mail (?:system|server|"
    r"gateway)|administrateur syst|administrador del? s|amministratore di s|systeembeheerder|mail subsystem",
    re.I,
)
SUBJECT = Caseless(
    r"undeliver(?:able|ed)|non[- ]?deliver(?:y|able|ed)|not (?:be )?deliver(?:ed|able)|returned (?:mail|"
    r"message|e-?mail|to sender)|mail(?: was)? returned|return(?:ed|ing)? (?:message |mail |to )?(?:to "
    r")?sender|"
    r"delivery (?:status notification|failure|failed|has failed|problem|error|report|notification|delay|"
    r"delayed|warning|status|temporarily|to .{1,80} (?:failed|delayed))|failure (?:notice|notification|"
    r"delivering)|"
    r"fail(?:ed|ure)?(?: to| of)? deliver|mail (?:delivery|delivery failed|failure|error|system error|"
    r"undeliver)|message (?:delivery|delayed|undeliver|status|not delivered|delivery delayed)|(?:could|"
    r"can)(?: ?not|'t) (?:be )?(?:send|sent|deliver)|"
    r"deferred (?:mail|e-?mail|message|delivery)|(?:mail|message|e-?mail) (?:is |was |has been )?(?:delayed|"
    r"deferred|rejected|refused|blocked|bounced)|message you sent (?:was |has been )?blocked|"
    r"bounce[ds]? (?:message|mail|e-?mail)|unknown (?:user|"
    r"recipient|address)|user unknown|nondeliver|"
    r"delayed (?:mail|e-?mail|message|delivery)|mail failed|failed (?:mail|message)|(?:delivery|mail) (?:suspended|"
    r"expired)|warning: (?:could not send|message|mail)|unable to deliver|postmaster notify|problem delivering|"
    r"rejected(?:: | mail| message)|not delivered|\bNDN\b|\bNDR\b|\bDSN\b|\bdelivery failure\b|mailbox "
    r"(?:full|unavailable)|error sending|not member (?:article|post)|wasn.t delivered|"
    r"unzustellbar|nicht zu(?:ge)?stell|zustellung (?:fehlgeschlagen|nicht|verz)|r[üu]ckl[äa]ufer|"
    r"unzugestellt|mailzustellung|zustell(?:bericht|fehler|status)|"
    r"retard[ée]|non remis|non distribu|[ée]chec (?:de|d'|du|lors)|impossible de (?:remettre|distribuer|livrer)|"
    r"non[- ]d[ée]livr|non livr[ée]|rapport de non[- ]remise|notification d.[ée]tat de remise|retour [àa] "
    r"l.exp|"
    r"no (?:se (?:puede|pudo|ha podido) entregar|entregad[oa])|devuelto|correo devuelto|error en la entrega|"
    r"imposible entregar|notificaci[óo]n de estado de entrega|mensaje (?:rechazado|devuelto)|"
    r"n[ãa]o (?:foi )?(?:poss[íi]vel )?entreg|falha (?:na|de) entrega|devolvid[oa]|notifica[çc][ãa]o de "
    r"(?:status|estado)|impossibile recapitare|mancat[oa] (?:recapito|consegna)|recapito|non recapitabile|"
    r"mancata consegna|(?:non|errore)[\w\s]{0,20} (?:recapit|consegna)\w*|"
    r"niet bestelbaar|onbestelbaar|niet (?:worden )?(?:bezorgd|afgeleverd)|aflever|kan (?:inte|ikke) lever|"
    r"olever|kunde inte (?:lever|skicka)|(?:kunne|blev|ble) ikke (?:lever|send)|ikke lever|(?:ej|inte) lever|ulever|"
    r"leverings?(?:fejl|feil|fel)|leveransen misslyck|kan niet worden|bezorging mislukt|niet bezorgd|"
    r"αποτυχ|δεν παραδ|nem (?:k[ée]zbes[íi]t|tov[áa]bb[íi]t)|k[ée]zbes[íi]t\w+ (?:hiba|sikertelen)|nelivrat|"
    r"toimitta(?:matta|minen)|perille|toimitus ep|l[äa]hetys ep|niedostarcz|nie dostarczono|nie mo[żz]na dor|"
    r"nie mo[żz]na dostarczy|nie powiod|niedor[ęe]cz|zwrot|nedoru[čc]|neb(?:yla|yl|ylo) doru[čc]|iletilemedi|"
    r"teslim edile?me|ошибка (?:при )?доставк|сбой доставк|не доставлен|не удал|недостав|"
    r"не (?:был[оа]? )?(?:доставлен|може)|невозможно|не удалось|уведомление о "
    r"(?:доставке|недоставке)|"
    r"未传递|未傳遞|(?:发送|傳送|传送|送信)(?:に)?失[败敗]|발송 ?실패|배달 ?실패|전송되지|配[信送](?:不能|エラー|"
    r"に失敗|できません)|未配信|届け|配達|エラーメール|送信エラー|退信|"
    r"无法(?:传递|投递|"
    r"送达)|無法傳遞|投递(?:失败|报告)|寄送失敗|배달|반송|전송 ?실패|"
    r"전달되지|تعذر|فشل|"
    r"ni(?:je|so) (?:isporučen|dostavljen|bil[ao]? (?:mogoče )?dostav)|neisporučen|nedostavljen|"
    r"tidak (?:ter|dapat di)kirim|gagal (?:di)?kirim|không (?:gửi|phát) được|няма да бъде доставен|"
    r"не може да бъде доставен|не доставлено|"
    r"ei (?:saanud|õnnestunud) (?:kohale )?toimetada|netika piegādāt|nepavyko pristatyti|ส่งไม่สำเร็จ|לא נמסר"
)
# How servers introduce themselves, at the head of a line.
INTRODUCTION = re.compile(
    r"^(?:(?:hi|hello|hallo|bonjour)[.,!]? +)?(?:this (?:is|message|report|mail|e-?mail|delivery)[^\n]{0,30} (?:(?:is|"
    r"was) )?(?:the (?:[\w.-]+ ){0,4}"
    r"(?:program|mail (?:system|server|delivery|agent)|daemon)|(?:created|generated) automatically|"
    r"an automat\w+[^\n]{0,20}"
    r"(?:delivery|mail)|relates to a message|delivery status notification)|"
    r"[- ]{3,}(?:the following addresse?s? had|transcript of session)|the original message was received at|"
    r"reporting-mta:|your message did not reach some or all|delivery (?:has failed )?to (?:these|"
    r"the following) recipients?|"
    r"message from [\w. -]{3,60}\.\n+unable to deliver)",
    re.I | re.M,
)
# What the notice itself says of a message that did not arrive.
NOTICE = re.compile(
    r"(?:could|can|was|were|has|have|did|is|are)(?: ?n.?t| not)(?: yet)?(?: be| been)?(?: able to be)? (?:be "
    r")?(?:deliver|sent|reach|accepted|processed)|did not (?:reach|deliver)|"
    r"(?:was|were|is|has been|have been) (?:undeliverable|returned|rejected|refused|delayed|deferred|unable "
    r"to|bounced|not delivered|blocked)|undeliverable (?:to|message|mail|for|due)|unable to (?:deliver|send|"
    r"relay|process|transmit)|"
    r"deliver(?:y|ies|ing)? (?:to|of|for|attempts?|has|have|failed|error|failure|status|"
    r"temporarily)[^.\n]{0,120}(?:fail|delay|defer|unsuccess|problem|abandon|reject|error|suspend|not be)|"
    r"failed to (?:deliver|be delivered|send)|"
    r"(?:permanent|transient|temporary|fatal|persistent)[\w\s-]{0,20} (?:error|failure|problem)|transcript "
    r"of session|following (?:address|recipient|error|destination|user|mailbox|e-?mail)[\w()\s]{0,60}(?:fail|"
    r"error|not|problem|unreach|invalid|reject|had|undeliver|could|did|was|were)|"
    r"\S@\S+ (?:is (?:unknown|invalid|disabled|full|not)|does(?: not|n.t)|could|was not|no longer)|no longer (?:in use|"
    r"valid|active|exists?|accept|receiv|work)|qmail-send program|mail (?:system|delivery) (?:at|software|sub|"
    r"failed|error|status|system)|returned "
    r"(?:to (?:sender|you)|mail|message|unread|below)|your (?:message|mail|e-?mail)[^\n]{0,160}(?:returned|"
    r"rejected|not|undeliver|fail|delay|refused|blocked|bounced|cannot|unable|problem|wasn)|"
    r"(?:user|recipient|mailbox|account|address|host|domain)[\w\s<>@.:'\"-]{0,60}(?:unknown|not found|not "
    r"exist|no such|unavailable|disabled|inactive|invalid|is full|over quota|not known|rejected|unrouteable)|"
    r"no such (?:user|recipient|mailbox|address|person|account)|"
    r"unknown (?:user|recipient|address|mailbox|local|or illegal)|invalid (?:recipient|address|user|mailbox)|"
    r"mailbox (?:is )?(?:full|unavailable|not found|disabled|quota|exceed)|over (?:its |their |the )?(?:disk "
    r")?quota|quota exceed|address(?:es)? (?:rejected|failed|unknown)|"
    r"not listed in (?:domino|public|the)|retry (?:time|timeout)|giving up|too many hops|relaying (?:denied|"
    r"not)|access denied|message (?:too|size|rejected|expired|undeliver|delayed|not delivered|exceeds|has "
    r"been (?:in the queue|delayed))|will (?:keep trying|be retried|retry|continue|try again)|"
    r"keine? (?:zustellung|solche|g[üu]ltige)|nicht (?:zugestellt|[üu]bermittelt|erreicht|gesendet|"
    r"ausgeliefert|weitergeleitet)|konnte(?:n)? nicht|existiert nicht|unbekannt|postfach|wurde (?:abgelehnt|"
    r"zur[üu]ck)|"
    r"n.(?:a|ont) (?:pas )?(?:encore )?pu (?:[êe]tre|atteindre)|n.a pas [ée]t[ée] (?:remis|distribu|d[ée]livr|livr)|"
    r"impossible de|n.existe pas|introuvable|destinataire|bo[îi]te (?:aux lettres|de r[ée]ception)|"
    r"no (?:se (?:pudo|puede|ha podido)|pudo|ha sido|existe|fue)[^\n]{0,40}|buz[óo]n|destinatari[oa]s?|"
    r"n[ãa]o (?:p[ôo]de|foi|existe|pode|conseguimos)|caixa (?:de correio|postal)|non (?:[èe] stato|[èe] "
    r"stata|[èe] possibile|esiste|ha raggiunto)|casella|"
    r"kunne ikke|kan ikke|(?:blev|ble) ikke|mislykkedes|mislyktes|misslyckades|mislukt|inte levere|ikke lever|"
    r"ep[äa]onnistui|ei l[öo]ytynyt|ei voida|nie powiod|nie dostarcz|nie istniej|neexistuj|nebyla|nepoda[řr]ilo|"
    r"nezda[řr]il|"
    r"bulunamad|edilemedi|teslim (?:ba|ed)|δεν (?:παραδ|[ήη]ταν|υπ)|nem (?:siker|k[ée]zbes|l[ée]tez)|nu (?:a putut|"
    r"exist)|"
    r"сбой|ошибка|не доставлен|не существует|не найден|"
    r"kon niet|niet (?:worden )?(?:bezorgd|afgeleverd|bereikt)|bestaat niet|postvak|kunde inte|kunne ikke|ei "
    r"voitu|nie (?:mo[żz]na|uda[łl]o|zosta[łl]|istnieje)|nelze|nebyl|ba[şs]ar[ıi]s[ıi]z|не (?:может|был|"
    r"удалось|существует|найден)|недоступен|переполнен|не доставлен|"
    r"届き|配信に失敗|(?:投递|传递|发送|傳送|传送)[\w]{0,6}失[败敗]|被退|找不到|없습니다|못했습니다|되지 못|"
    r"届け|送信できません|配[信送達]|存在しません|宛先|見つかり|无法|無法|退回|不存在|失败|失敗|被拒|반송|배달|"
    r"전송|찾을 수 없|존재하지|لم يتم|تعذر|"
    r"ni(?:je|so) (?:isporučen|dostavljen|mogu)|ne postoji|ne obstaja|tidak (?:dapat|ditemukan|terkirim)|"
    r"không (?:gửi|tồn tại|thể)|не вдалося|не існує|не доставлено|не може да|ei saanud|nevar(?:ēja|am)|nepavyko|"
    r"ไม่สามารถ|ล้มเหลว|לא ניתן|לא קיי",
    re.I,
)
DELAYED_SUBJECT = re.compile(
    r"delay|deferred|verz[öo]ger|temporar|retard|ritard|vertrag|fördröj|försena|ännu inte|forsink|opóźni|viiväst|"
    r"zpožd|oneskor|odgođen|késle|întârzi|gecik|καθυστ|tertunda|задерж|затрим|забавян|遅延|延迟|延遲|지연|"
    r"(?:not|yet to be) delivered yet|not yet (?:been )?delivered|still being retried|"
    r"warning(?!.*fail)|avertissement|warnung",
    re.I,
)
FINAL = re.compile(
    r"permanent|giv(?:e|ing|en) up|(?<!non-)fatal|returned (?:to you|mail|below)|has failed|failed to", re.I
)
DELAYED = re.compile(
    r"\bdelay(?:ed|s)?\b|will (?:be retried|keep trying|retry|continue (?:to try|trying|attempting)|try "
    r"again|be (?:attempted|re-?tried|re-?attempted))|still (?:trying|being|in the queue|attempting)|not yet "
    r"(?:been )?(?:delivered|able)|has not yet been delivered|"
    r"no action is required|(?:do|need) not (?:need to )?(?:resend|re-send|send (?:it|the message) again)|"
    r"transient,|a further attempt|this is (?:only )?a warning|warning (?:message )?only|warning: (?:message still|"
    r"could not send|this)|"
    r"(?:attempts?|delivery) (?:to deliver )?will continue|temporarily deferred|being held|"
    r"wird (?:weiter|erneut)|verz[öo]ger|nouvelles? tentatives?|retard|seguir[áa] intent|se volver[áa] a "
    r"intentar|continuar[áa]|ritard|vertrag|fördröj|försena|fortsätter att|forsink|fortsætter med|fortsetter å|opóźni|"
    r"viiväst|zpožd|oneskor|odgođen|késle|întârzi|gecik|καθυστ|tertunda|затрим|забавян|"
    r"попытк\w+ доставки будут|遅延|再送|继续尝试|延迟",
    re.I,
)
FULL = re.compile(
    r"(?:mailbox|mail box|account|inbox|user|recipient|disk|storage|mail ?dir|mail ?drop|box|mail folder)"
    r"[\w\s'<>@.:-]{0,60}(?:full\b|\bvol\b|voll\b|over[- ]?(?:quota|limit|allotted|capacity|its)|exceed\w* (?:its|the|"
    r"his|allowed|"
    r"storage|disk|mail|size|quota|limit)|out of (?:space|storage)|too much mail)|over[- ]?quota|"
    r"quota (?:exceeded|is full|violation|limit)|quotaexceeded|exceed(?:ed|s|ing)?[\w\s]{0,40}(?:quota|storage)|"
    r"mailbox (?:full|quota|size limit|has reached|has exceeded)|(?:not enough|insufficient|no)[\w\s]{0,20}"
    r"(?:disk|mailbox|mail|quota) ?(?:space|room|storage)|disk (?:full|quota)|"
    r"postfach[\w\s'<>@.-]{0,80}(?:voll|überschritten|überfüllt|erschöpft)|(?:speicherplatz|kontingent)[\w\s]{0,40}"
    r"(?:voll|erschöpft|überschritten|ausgeschöpft)|"
    r"bo[îi]te[\w\s'<>@.-]{0,80}pleine|quota[\w\s]{0,20}d[ée]pass|buz[óo]n[\w\s'<>@.-]{0,80}llen|"
    r"cuota[\w\s]{0,20}excedid|"
    r"caixa[\w\s'<>@.-]{0,80}cheia|cota[\w\s]{0,20}excedid|casella[\w\s'<>@.-]{0,80}piena|quota[\w\s]{0,20}superat|"
    r"postvak[\w\s'<>@.-]{0,80}vol\b|postl[åa]da[\w\s'<>@.-]{0,80}full\b|postkasse[\w\s'<>@.-]{0,80}fu(?:ld|ll)\b|"
    r"skrzynka[\w\s'<>@.-]{0,80}(?:pełna|przepełniona)|posta kutusu[\w\s]{0,20}dolu|переполнен|превышена квота|"
    r"メールボックス.{0,20}(?:一杯|いっぱい|満杯)|容量.{0,6}(?:超|オーバー|不足)|邮箱.{0,10}满|信箱.{0,10}滿|"
    r"空间不足|편지함.{0,10}(?:가득|초과)|용량.{0,4}초과|"
    r"schránka[\w\s'<>@.-]{0,80}pln[áa]|sandučić[\w\s'<>@.-]{0,80}pun\b|postilaatikko[\w\s'<>@.-]{0,80}täynnä|"
    r"(?:postafiók|fiók)[\w\s'<>@.-]{0,80}(?:megtelt|betelt)|căsuț[\w\s'<>@.-]{0,80}plin[ăa]|"
    r"kotak[\w\s'<>@.-]{0,80}penuh|hộp thư[\w\s'<>@.-]{0,80}đầy|переповнен|препълнен|γεμάτ|เต็ม|ممتلئ|תיבת.{0,40}מלאה",
    re.I,
)
SOFT = re.compile(
    r"(?:mailbox|mail box|account|inbox|user|recipient|disk|storage|maildir|mail ?drop|box|postfach|mail "
    r"folder|maildrop)[\w\s'<>@.:-]{0,60}(?:is |has |was |are )?(?:full\b|over[- ]?(?:quota|limit|allotted|"
    r"capacity|its)|exceed|quota|too (?:large|much mail)|voll|plein)|over ?quota|quota (?:exceeded|is full|"
    r"violation|limit)|exceed(?:ed|s|ing)?[\w\s]{0,40}(?:quota|storage|mailbox|space|limit on)|"
    r"(?:insufficient|not enough|out of|no) (?:system |disk |mailbox |storage )?(?:storage|space|quota|room)|"
    r"mailbox (?:size|limit|has reached|temporarily|busy|locked)|mail ?quota|storage (?:limit|allocation|"
    r"exceeded)|disk (?:full|quota|space)|"
    r"bo[îi]te[\w\s'-]{0,40}pleine|buz[óo]n[\w\s]{0,30}llen|caixa[\w\s]{0,30}cheia|casella[\w\s]{0,30}piena|"
    r"postvak[\w\s]{0,20}vol|переполнен|容量|メールボックス.{0,20}(?:一杯|いっぱい|満)|邮箱.{0,10}满|"
    r"connection (?:timed out|refused|reset|lost|dropped|closed|was)|timed? ?out|(?:deliver|sen[dt]|"
    r"attempt)\w{0,10}[\w\s]{0,20} \d+ "
    r"(?:attempts|times|tries)|(?:within|for|after|past) \d+ (?:days?|hours?|minutes?)|not responding|unreachable|"
    r"name lookup failure|host (?:is )?(?:unreachable|"
    r"down|not responding|did not respond)|no route to host|network (?:is )?unreachable|operation timed|"
    r"refused to accept a connection|repeated attempts|temporar(?:y|ily)|try (?:again )?later|greylist|graylist|"
    r"(?:message|mail|delivery|retry)[\w\s]{0,30}(?:expired|timeout|time exceeded|too old|undelivered (?:for|"
    r"after))|retry time|been in the queue too long|too (?:many (?:connections|messages|mails|errors from|"
    r"recipients)|busy)|rate limit|throttl|resources? (?:temporarily )?unavailable|server (?:busy|too busy|"
    r"not responding|unavailable|down)|"
    r"service (?:temporarily )?(?:unavailable|not available)|could not connect|unable to connect|couldn.t "
    r"(?:connect|establish)|cannot (?:connect|contact)|lookup (?:timed|temporarily)|loop detected|too many "
    r"hops|deferred|unable to contact",
    re.I,
)
HARD = re.compile(
    r"(?:user|recipient|mailbox|account|address|addressee|person|alias|name|domain|"
    r"host)[\w\s<>@.:'\"(){}\[\],/=-]{0,80}(?:unknown|not found|n.t exist|not exist|nonexist|no longer|not "
    r"known|disabled|inactive|suspended|invalid|is not (?:a )?valid|not (?:a )?valid|not listed|unavailable|"
    r"rejected|does not|no mailbox|deactivated|closed|terminated|not our|isn.t|not recognized|undefined|not "
    r"a known)|"
    r"(?:unknown|no such|invalid|bad|unrecogni[sz]ed|nonexistent|non-existent|undeliverable|illegal|inactive|"
    r"disabled)[\w\s-]{0,20}(?:user|recipient|address|mailbox|account|person|alias|host|domain|destination|"
    r"local|name|addressee)|(?:doesn.t|does not|not) have (?:an? )?(?:\S+ )?(?:account|mailbox)|not listed "
    r"in (?:domino|public)|"
    r"unrouteable|unroutable|no mailbox here|moved[\w\s]{0,20}(?:no|left)|unbekannt|existiert nicht|inconnu|"
    r"n.existe pas|desconocid|no existe|n[ãa]o existe|sconosciut|non esiste|bestaat niet|не (?:существует|"
    r"найден)|不存在|存在しません|宛先不明|"
    r"ok[äa]nd |ukendt|ukjent|onbekend|nieznan|nie istnieje|neexistuj|nezn[áa]m|bulunamad|bilinmeyen|finns inte|"
    r"findes ikke|finnes ikke|ei l[öo]ydy|неизвестн|не зарегистрирован|見つかりません|找不到|查无|존재하지 않|"
    r"없는 사용자|"
    r"relay(?:ing)? (?:access )?denied|message (?:too|size exceeds)|spam|virus|blocked|blacklist|denied|"
    r"rejected",
    re.I,
)
# Where a notice ends and the returned mail begins.
RETURNED = re.compile(
    r"^[-=_*#> ]{0,80}(?:"
    r"below (?:this line )?is a copy of|(?:this|included|here|following|below) is (?:a|the) (?:copy|original|"
    r"returned|text)|"
    r"(?:the |your )?(?:original|returned|unsent|undelivered|unmodified|rejected|failed) (?:message|mail|"
    r"e-?mail|header)s?"
    r"(?: (?:follows|header|text|body|is attached|attached|below|reads|was included)|\s*[:\-=_*#]|\s*$)|"
    r"(?:message|mail|returned mail) (?:headers?|text|body|contents?|follows)\b|headers? (?:of|follow)|"
    r"(?:possibly )?truncated|"
    r"(?:a )?copy of (?:the|your) |start of (?:the )?(?:original|returned|forwarded)|forwarded message|"
    r"ursprüngliche nachricht|originalnachricht|message d.origine|mensaje original|messaggio originale|"
    r"oorspronkelijk bericht|"
    r"return-path:|received: ).*$",
    re.I | re.M,
)
# What a server tells of the reader's own mailbox, or of mail that waits for the reader: no mail of theirs came back.
OWN = re.compile(
    r"\byour (?:\w+ )?(?:mailbox|mail box|inbox|account|quota|storage|password)\b(?! at )[\w\s@.-]{0,60}"
    r"(?:is |has |will |full|over|almost|nearly|exceed|expire)|\b(?:ihr|dein) postfach|votre bo[îi]te|(?<!que )(?:su|"
    r"tu) buz[óo]n",
    re.I,
)
NEWS = re.compile(
    r"welcome to|(?:quarantine|spam) (?:summary|digest|report|notification)|awaits moderator|maintenance|"
    r"(?:log|weekly|daily|monthly) (?:summar|report)|logwatch|\bcron\b",
    re.I,
)
# Challenges of spam filters and lists: the mail waits for its sender or a moderator.
HELD = re.compile(
    r"confirm your (?:message|mail|e-?mail|address)|verif(?:y|ication) (?:required|that you|your|yourself)|"
    r"(?:being|been|is) held|moderat(?:ion|or)|to release your message",
    re.I,
)
GREETING = re.compile(
    r"\s*(?:(?:dear|hello|hallo|hi|good (?:morning|afternoon)|liebe[rs]?|bonjour|hola|ciao|estimad[oa]|cher|ch[èe]re)"
    r"(?! (?:\w+ ){0,3}(?:user|sender|customer|sir|madam|mail|usuari[oa]|remitente|cliente?|utilisateur|exp[ée]diteur|"
    r"utente|mittente|benutzer|absender|kunde|gebruiker))[ ,][^\n.!?]{0,40}(?:,|\n)|sehr geehrte)",
    re.I,
)
# A greeting that names nobody: programs begin so, too.
GREETS_NOBODY = re.compile(r"\s*(?:hello|hallo|hi|bonjour|hola|ciao|good (?:morning|afternoon))[ ,!]{0,3}\n", re.I)
AUTOMATIC = re.compile(
    r"out of (?:the )?office|vacation|automatic(?:ally)? (?:reply|response|generated reply)|auto[- ]?reply|"
    r"autorespon|abwesen|absence du bureau|automatische antwort|on leave|am (?:currently )?away",
    re.I,
)

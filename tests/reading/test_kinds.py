"""What a mail is, rule by rule, and what each kind tells."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from service.domain import Kind
from service.reading import Context, read
from service.reading.projection import flat


def mail(
    body: str = "We met on Tuesday.", subject: str = "Re: Your mentoring check-in for December", **fields: str
) -> bytes:
    header = {
        "From": "Ada Example <ada@example.org>",
        "To": "checkin+abc@mentoring.example.edu",
        "Subject": subject,
        "Date": "Tue, 1 Dec 2026 10:00:00 -0800",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    return (
        "".join(f"{name}: {value}\r\n" for name, value in header.items()) + "\r\n" + body.replace("\n", "\r\n")
    ).encode()


def kind(*args: str, **fields: str) -> Kind:
    return read(mail(*args, **fields), Context()).kind


# ---- answering machines

MACHINES = {
    "Auto-Submitted": {"Auto_Submitted": "auto-replied"},
    "Auto-Submitted with a comment": {"Auto_Submitted": "auto-generated; owner-email=ada@example.org"},
    "X-Autoreply": {"X_Autoreply": "yes"},
    "X-Autorespond": {"X_Autorespond": "Your check-in"},
    "Precedence": {"Precedence": "auto_reply"},
    "bulk": {"Precedence": "bulk"},
    "null return path": {"Return_Path": "<>"},
    "no-reply": {"From": "no-reply@example.org"},
}


@pytest.mark.parametrize("name", MACHINES)
def test_machine_is_known_by_its_header(name: str) -> None:
    assert kind("Thank you for your message.", **MACHINES[name]) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "no"},
        {"X_Auto_Response_Suppress": "All"},
        {"Precedence": "bulk", "List_Id": "<lib.example.org>"},
        {"Precedence": "normal"},
        {"Return_Path": "<ada@example.org>"},
    ],
)
def test_person_is_no_machine(fields: dict[str, str]) -> None:
    assert kind(**fields) is Kind.REPORT


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Your mentoring check-in",
        "Auto: Your mentoring check-in",
        "Out of Office: Your mentoring check-in",
        "Out of office until Monday",
        "Ada Example is out of the office.",
        "[ASKLIB #48213] AutoReply: Your mentoring check-in",
        "Automatische Antwort: Your mentoring check-in",
        "Abwesenheitsnotiz: Your mentoring check-in",
        "Réponse automatique : Your mentoring check-in",
        "Absence du bureau",
        "Respuesta automática: Your mentoring check-in",
        "Fuera de la oficina",
        "Resposta automática: Your mentoring check-in",
        "Risposta automatica: Your mentoring check-in",
        "Fuori ufficio",
        "Automatisch antwoord: Your mentoring check-in",
        "Afwezig",
        "Autosvar: Your mentoring check-in",
        "Automaattinen vastaus: x",
        "Odpowiedź automatyczna: x",
        "Автоматический ответ: x",
        "自動応答: x",
        "自动答复: x",
        "자동 회신: x",
        "Ticket received: Your mentoring check-in",
    ],
)
def test_machine_is_known_by_its_subject(subject: str) -> None:
    assert kind("...", subject) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Out of office",
        "AW: Abwesenheitsnotiz",
        "Re: Automatic reply: Your mentoring check-in",
        "Re: Your mentoring check-in",
        "An office of our own",
        "Autonomy",
        "Absolutely useful",
        "Absent mentee",
        "Readings for next time",
    ],
)
def test_persons_subject_is_none(subject: str) -> None:
    assert kind("We met on Tuesday.", subject) is Kind.REPORT


@pytest.mark.parametrize(
    "body",
    [
        "This is an automated response. I read mail on Mondays.",
        "I am out of the office until Monday.",
        "Ich bin derzeit nicht im Büro.",
        "Je suis absente jusqu'au 5 janvier.",
        "Ceci est une réponse automatique.",
    ],
)
def test_machine_is_known_by_its_words(body: str) -> None:
    assert kind(body) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "body",
    [
        "I'm out of the office until Monday, but we met on Tuesday for an hour.",
        "We met on Tuesday. I am on leave from Friday.",
        "I'm writing from Leipzig, on leave until the 15th. Still, Ayumi and I kept our appointment: an hour by video.",
        "She has an automatic reply on, so no.",
    ],
)
def test_person_on_leave_is_none(body: str) -> None:
    assert kind(body) is Kind.REPORT


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("I will be back on December 7.", "2026-12-07"),
        ("I'm away until Monday, January 4, and shall return then.", "2027-01-04"),
        ("I am away from December 2 and will be back on Monday, December 14, 2026.", "2026-12-14"),
        ("I will be out of the office starting 12/01/2026 and will not return until 12/08/2026.", "2026-12-08"),
        ("I am out through Friday, December 4.", "2026-12-05"),
        ("I am out of office. Back Thursday.", "2026-12-03"),
        ("Returning 2027-01-11.", "2027-01-11"),
        ("I am on leave. For help call Bo, room 3.10, mornings 9-11.", None),
        ("Ich bin bis zum 7. Dezember nicht im Büro.", "2026-12-07"),
        ("Ich bin ab dem 07.12.2026 wieder erreichbar.", "2026-12-07"),
        (
            "Ich bin vom 1.12.2026 bis einschließlich 4.12.2026 nicht da und ab Montag, dem 7. Dezember "
            "2026, wieder hier.",
            "2026-12-07",
        ),
        ("Je suis absent jusqu'au 7 décembre inclus.", "2026-12-08"),
        ("Je suis en congé ; de retour le lundi 7 décembre 2026.", "2026-12-07"),
        ("Estaré fuera de la oficina hasta el 7 de diciembre.", "2026-12-07"),
        ("Regreso el lunes 7 de diciembre de 2026.", "2026-12-07"),
        ("Estou ausente até 7 de dezembro.", "2026-12-07"),
        ("Voltarei no dia 07/12/2026.", "2026-12-07"),
        ("Sono assente fino al 7 dicembre.", "2026-12-07"),
        ("Rientro il 7 dicembre 2026.", "2026-12-07"),
        ("Ik ben afwezig tot 7 december.", "2026-12-07"),
        ("Ik ben vanaf 7 december weer bereikbaar.", "2026-12-07"),
        ("Ik ben op maandag 7 december terug.", "2026-12-07"),
    ],
)
def test_day_of_return(body: str, day: str | None) -> None:
    reading = read(mail(body, Auto_Submitted="auto-replied"), Context())
    assert reading.back_on == (date.fromisoformat(day) if day else None)


# ---- calendar answers

ICS = (
    "BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:meeting-14@mentoring.example.edu\nSEQUENCE:2\n"
    'ATTENDEE;CN="Example, Ada";PARTSTAT={status};X=\n '
    "y:mailto:ada@example.org\nORGANIZER:mailto:x@example.edu\nEND:VEVENT\nEND:VCALENDAR\n"
)


@pytest.mark.parametrize(("method", "status"), [("REPLY", "ACCEPTED"), ("REPLY", "DECLINED"), ("COUNTER", "TENTATIVE")])
def test_calendar_answer_is_read(method: str, status: str) -> None:
    body = ICS.format(method=method, status=status)
    raw = mail(
        body,
        "Accepted: Mentoring",
        Content_Type=f"text/calendar; method={method}; charset=utf-8",
        Auto_Submitted="auto-generated",
    )
    record = flat(read(raw, Context()), "x.eml")
    assert record["kind"] == "calendar"
    assert record["calendar"] == {
        "method": method,
        "uid": "meeting-14@mentoring.example.edu",
        "sequence": 2,
        "attendee": "ada@example.org",
        "partstat": status,
    }


def test_invitation_is_no_answer() -> None:
    assert (
        kind(ICS.format(method="REQUEST", status="NEEDS-ACTION"), Content_Type="text/calendar; method=REQUEST")
        is not Kind.CALENDAR
    )


# ---- commands


@pytest.mark.parametrize(
    ("text", "name", "until"),
    [
        ("STOP", "STOP", None),
        ("stop.", "STOP", None),
        ("Resume", "RESUME", None),
        ("my data", "MY DATA", None),
        ("Forget me.", "FORGET ME", None),
        ("HELP", "HELP", None),
        ("topics\n\n-- \nAda", "TOPICS", None),
        ("Guide\n\nSent from my iPhone", "GUIDE", None),
        (
            "INVITE\n\nOn Tue, Dec 1, 2026 at 9:07 AM X <x@example.org> wrote:\n> Reply PAUSE until a date, or STOP.",
            "INVITE",
            None,
        ),
        ("Pause", "PAUSE", None),
        ("PAUSE until January 5", "PAUSE", "2027-01-05"),
        ("Pause until Aug 16.", "PAUSE", "2027-08-16"),
        ("pause until 2027-02-01", "PAUSE", "2027-02-01"),
        ("pause till 2/15", "PAUSE", "2027-02-15"),
        ("pause until Monday, February 1, 2027", "PAUSE", "2027-02-01"),
        ("please pause for two weeks", "PAUSE", "2026-12-15"),
    ],
)
def test_command_alone(text: str, name: str, until: str | None) -> None:
    record = flat(read(mail(text), Context()), "x.eml")
    assert (record["kind"], record.get("command")) == ("command", {"name": name, "until": until})


@pytest.mark.parametrize(
    "text",
    [
        "Help me find a room, please.",
        "We need help.",
        "I will stop by on Monday.",
        "Topics: goals, promotion",
        "No stops, no help.",
        "1. yes\n2. zoom\n3. topics\n4. no\n5. 4\n6. help",
    ],
)
def test_word_inside_a_sentence_is_no_command(text: str) -> None:
    reading = read(mail(text), Context())
    assert (reading.kind, reading.command, reading.command_beside) == (Kind.REPORT, None, None)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("STOP\n\nI am leaving the university.", "STOP"),
        ("Hi,\nPAUSE until January 5\nthanks", "PAUSE"),
        ("Pause until spring", "PAUSE"),
    ],
)
def test_command_beside_words_is_asked_about(text: str, beside: str) -> None:
    reading = read(mail(text), Context())
    assert (reading.kind, reading.command_beside) == (Kind.REPORT, beside)


# ---- the rest


def test_subject_alone_may_answer() -> None:
    reading = read(mail("", "Re: Your mentoring check-in for December - met 11/17, 1 hr"), Context())
    assert (reading.kind, reading.words.text) == (Kind.REPORT, "met 11/17, 1 hr")
    assert read(mail("", "Not yet, sorry (EOM)"), Context()).words.text == "Not yet, sorry"


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Your mentoring check-in for December",
        "RE: [EXTERNAL] Your mentoring check-in for May 2027",
        "Re: Your mentoring check-in for November, with Dana",
        "Re: Reminder: your November check-in",
        "AW: Re: check-in",
        "Re:",
        "Re: Recorded: you met",
        "",
    ],
)
def test_nothing_written_is_empty(subject: str) -> None:
    assert kind("\n\nSent from my iPhone\n", subject) is Kind.EMPTY


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (
            {"Content_Type": 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x'},
            "--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x--",
        ),
        ({"Content_Type": "application/pkcs7-mime; smime-type=enveloped-data"}, "MIIB"),
        ({"Content_Type": "application/ms-tnef; name=winmail.dat"}, "eJ8+"),
        ({}, "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"),
        ({"Content_Type": "application/pdf"}, "%PDF"),
    ],
)
def test_sealed_mail_is_unreadable(fields: dict[str, str], body: str) -> None:
    reading = read(mail(body, **fields), Context())
    assert reading.kind is Kind.UNREADABLE
    assert reading.trouble


def test_signed_mail_and_winmail_beside_text_are_read() -> None:
    signed = "--x\nContent-Type: text/plain\n\nWe met.\n--x\nContent-Type: application/pgp-signature\n\nabc\n--x--"
    assert read(mail(signed, Content_Type="multipart/signed; boundary=x"), Context()).words.text == "We met."
    tnef = (
        "--x\nContent-Type: text/plain\n\nWe met.\n--x\nContent-Type: application/ms-tnef; "
        "name=winmail.dat\n\nabc\n--x--"
    )
    assert read(mail(tnef, Content_Type="multipart/mixed; boundary=x"), Context()).words.text == "We met."
    clear = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWe met.\n- - twice\n-----BEGIN PGP "
        "SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----"
    )
    assert read(mail(clear), Context()).words.text == "We met.\n- twice"


def test_numbers_are_answers_only_in_answers_to_ours() -> None:
    text = "1. yes\n2. zoom\n3. her CV\n4. no"
    assert read(mail(text), Context()).words.answers == {1: "yes", 2: "zoom", 3: "her CV", 4: "no"}
    other = read(mail(text, "Groceries", To="bo@example.org"), Context())
    assert (other.words.text, other.words.answers) == (text, {})


def test_moment_is_the_date_header_within_its_bounds() -> None:
    received = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
    for written, moment in [
        ("Tue, 1 Dec 2026 09:00:00 -0800", datetime(2026, 12, 1, 17, 0, tzinfo=UTC)),
        ("Tue, 1 Dec 2020 09:00:00 -0800", datetime(2026, 11, 24, 18, 0, tzinfo=UTC)),
        ("Tue, 1 Dec 2037 09:00:00 -0800", datetime(2026, 12, 2, 18, 0, tzinfo=UTC)),
        ("nonsense", received),
    ]:
        assert read(mail(Date=written), Context(received_at=received)).moment == moment
    assert read(mail(Date="Tue, 1 Dec 2020 09:00:00 -0800"), Context()).moment == datetime(
        2020, 12, 1, 17, 0, tzinfo=UTC
    )


@pytest.mark.parametrize(("name", "sign"), [("Sunday Okafor", "Sunday"), ("June Hale", "- June"), ("May Chen", "May")])
def test_the_name_under_a_reply_is_no_day(name: str, sign: str) -> None:
    head = f"From: {name} <a@example.org>\nDate: Thu, 12 Nov 2026 09:14:22 -0800\nSubject: Re: check-in\n\n"
    claims = read(f"{head}We met on Tuesday for an hour. A 4.\n\n{sign}\n".encode(), Context()).claims
    assert [meeting.held_on for meeting in claims.meetings] == [date(2026, 11, 10)]
    assert claims.next_meeting is None
    assert not claims.unsure


def test_mail_without_any_date_claims_no_day() -> None:
    raw = mail("We met on Tuesday. 4.").replace(b"Date: Tue, 1 Dec 2026 10:00:00 -0800\r\n", b"")
    reading = read(raw, Context())
    assert reading.kind is Kind.REPORT
    assert "date" in reading.trouble
    assert [meeting.held_on for meeting in reading.claims.meetings] in ([None], [])
    assert reading.words.text == "We met on Tuesday. 4."


def test_enriched_text_is_read_through_its_tags() -> None:
    assert (
        read(mail("<bold>We met</bold> on Tuesday.", Content_Type="text/enriched"), Context()).words.text
        == "We met on Tuesday."
    )

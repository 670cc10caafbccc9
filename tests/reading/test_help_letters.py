"""Requests, and what resembles them, as they stand in replies: each sentence with what follows it."""

from __future__ import annotations

import pytest

from service.reading.answers.help import asks
from service.reading.prose.text import sentences

ASKED = """
Could use your wisdom on a scheduling mess.
is there a list of past mentors somewhere
do we have access to the leadership modules
We'd be glad of some direction.
I think it's time I was matched with someone new.
I'd welcome your view on whether to extend past June.
My mentor has gone silent and I'd like you to check on her.
Would it be okay to skip December?
Could the deadline be pushed back a week?
We might need a referee for this one; can you arrange that?
I have been trying to reach the benefits office without luck, any contacts?
If someone on your side could take a look at her CV that would be lovely.
It would mean a lot if the program wrote to my supervisor.
Who else in the cohort works on metadata?
Is anyone else in the cohort working on metadata?
I would be interested in the names of other mentors in Oregon.
Interested in hearing what other pairs talk about.
Please could we have a new form.
Can someone explain the stipend to me?
I'm not sure who handles travel claims.
Not sure where to send the signed agreement.
I can't find the link to the survey.
The link to the survey is broken, can it be sent again?
It would be good to have a list of everyone in the program.
Some guidance on what to cover in the last session would be useful.
We were hoping for a little money toward a site visit.
Could you put in a good word for us with Facilities?
I'd like a call from you, when you have a moment.
Give me a call when you can.
A quick call with you would help.
Do pass on any openings in archives you hear about.
I could do with a hand from the office on the paperwork.
We would both like to continue for another year, if the program allows it.
May we extend until August?
Can you let her know I'm on leave?
Let Rosa know that I'm on leave, would you?
Would you kindly ask her to write to me?
I would ask that our names be left off the website.
Please don't put our names on the website.
My request is for a mentor closer to home.
If there's a spare seat at the retreat, think of me.
Any word on the reimbursement?
How does one apply for the fellowship?
What's the policy on recording?
Is the June date fixed?
I wonder who could tell me about retirement rules.
Just wondering if the stipend has been paid.
Wondering about the stipend.
One question from me: does the certificate come in the mail?
We're looking for someone who knows Islamic manuscripts.
Need the Zoom license renewed.
I would love it if you found us a speaker.
She'd be happier with someone closer to her field, I believe. Can that be done?
Is a change of mentor possible midyear?
I feel we should be matched with other people.
It may be best to find her another mentor.
I'd be interested in a list of readings.
Do you have anything on imposter syndrome we could read?
Happy for any ideas.
We'd take any advice on offer.
If the office could remind him, he may answer.
Maybe the office has his number?
You might ask her whether she still wants to do this.
Someone should tell her supervisor to give her the hour.
Might there be a way to meet in the branch after closing?
Let me know how to enrol.
let me know who to talk to about that
Please advise.
Help!
Advice?
Can I get reimbursed for lunch?
I'd like to know if I may bring a guest.
We'd like a room.
Requesting a new match.
I need help with the visa letter.
She needs someone in HR to talk to.
Do you think we should carry on?
Could you call me?
Should we file a report?
Where do I send it?
Would you know of anybody who does book history?
We'd love to be put in touch with last year's pairs.
I'd feel better if somebody from the program sat down with us both.
Frankly, I think a fresh match would suit us both.
Could I trouble you for the mileage form?
Might I have the address of the new coordinator in Fresno?
Would there be any interest in a group session, and could you set one up?
What we lack is a place to meet.
Our one wish: a longer program.
It is unclear to me how the final report is filed.
Is this normal?
How long do we keep this up after May?
Have the certificates been printed?
Did the panel decide on my application?
Have you heard from her?
I am worried about her, please get in touch with her.
Something for you: the survey link points nowhere.
FYI the link in your mail does not work.
I'd be obliged for the minutes of the kickoff.
If there's any way of extending the deadline, we'd take it.
If possible, a mentor nearer to me.
Would like to swap mentors.
Would a joint session with another pair be an option?
Do I need to fill in anything else?
I'd appreciate your thoughts.
Can we get a copy of the agreement we signed?
Please change my email to the new one.
Update my phone number please: 555-0101.
I would value a sounding board outside my library.
Could we be reminded a day earlier?
Please remind us a day earlier.
Can you stop these mails until March?
Do you know what became of the newsletter?
One ask: someone who can read Ottoman Turkish.
Perhaps the program can help her find childcare during the retreat.
Anyone you know who could review a poster?
Who should I see about a parking permit?
Some money for lunch wouldn't go amiss.
Nothing else, except that the portal won't let me log in, can you look?
I'd be glad to hear of anyone with experience of union negotiations.
A reading or two on conflict would be just the thing.
Would you say three meetings are enough?
My contact details have changed, please amend them.
If you could spare a moment to ring Paul, that would settle it.
Would someone be free to observe our class?
I think it would be wise to end this pairing.
I'd like someone else, to be honest.
We'd benefit from a workshop on dossiers.
Kindly let her know.
Does anybody at the office read Polish?
We're keen to find out about the grant.
Tell Gwen I'm sorry, please.
Should there be an opening on the panel, put my name forward.
Could the six questions come on a Monday?
How do other pairs do it?
It'd be great to get a certificate for this.
I require a letter for my employer.
We are in two minds about carrying on; what would you suggest?
I'd ask you to keep this to yourself.
Is it too late to apply?
Do mentors ever get together?
Can I change mentors?
I could really do with some help here.
Any contact at the state library?
""".strip().splitlines()

NOT_ASKED = """
We could use the snow as an excuse.
She could use more confidence.
He asked if I would read his chapter.
I asked what she needs from me.
She wonders if she should stay.
She would love a job in archives one day.
She wants to find a mentor in the association too.
I offered to send her my syllabus.
I sent her the list.
We discussed what to ask the dean for.
How to ask for help was the topic.
It's all going well, what more can one ask?
What a month!
Did we have fun? We did.
And did it help? Yes.
How did it go? Very well.
Was it worth it? I would say so.
Who would have thought she'd end up a dean?
I can't believe how quickly the year goes.
Sorry this is late.
I'd love to do this again.
We'd like to keep going with Thursdays.
I would like to see her thrive.
We hope to meet in the new building.
We need to plan better.
I need to read more.
We need a better calendar habit.
My chair needs a replacement for me by June.
The search committee needs another librarian.
She has to find a new flat.
There are questions I can't answer for her.
She has questions about tenure, and I had answers.
She is waiting for a decision from her dean.
She never got an answer from the committee.
I haven't heard from my dean.
We are still waiting for the elevator to be fixed.
I helped her with the form.
She let me know she is leaving in May.
He wanted a copy of my syllabus and got it.
I'm glad you put us together.
It's good to have someone to talk to.
I'd recommend the program to anyone.
I told her to ask for more money.
My advice was to ask the office first.
Please forgive my brevity.
Please find below my answers.
Please don't worry about us.
We will ask if we need you.
I'll let you know if we need anything.
We'll shout if we need help.
Will be in touch if anything comes up.
You've been a great help.
No questions from me.
Nothing to ask for this time.
No complaints and no requests.
You asked how it went: well.
You asked if we met. We did.
To answer your question, yes.
I owe you a reply.
We talked about whether a new mentor would be of use after June.
Her question: is it worth doing a second master's?
The theme was "who am I without my job title?"
She asked me, "do you ever regret it?"
We laughed about who gets the corner office.
I'm looking forward to the next one.
She is looking for ways to say no.
I'm trying to help her find her feet.
I gave her the name of someone in HR.
She'd like to meet weekly; I prefer monthly.
We agreed she'd send me a draft.
He will forward me the call for papers.
We wondered whether the reorganization will ever end.
I would be happy to continue.
I'm grateful for the reminder.
Would do it again.
Could be worse.
Can't complain.
Could not be better.
Should be fun.
May it continue.
Is good.
Was nice to see her.
We met at the café and she told me everything.
She asked for advice on her poster and I gave some.
I told him who to see about parking.
He was hoping for a promotion this year.
She'd been hoping for a raise.
She would appreciate more time for research, who wouldn't.
I appreciate her honesty.
We both appreciate the time.
She needs time.
She wants a degree in law.
We want to try walking next time.
I want to see her succeed.
I want her to succeed.
Anything is possible.
We asked each other for feedback.
She gave me a list of books.
We found someone in HR who helped.
A colleague is helping her with the form.
The office sent the form, all fine.
Got the link, thanks.
The link worked.
I could see she was tired.
Can do Thursdays from now on.
Could only manage half an hour.
We could only talk briefly.
We may try a different café next time.
We may meet more often.
We can meet again on the 9th.
Could we talk all day? Probably.
I'd like to say it was a great hour.
I think we're a good match.
She's a good match for me.
A better partner I could not wish for.
She asked about your program in general and I sang its praises.
We would like to meet on the 4th.
I'd like to visit her branch.
I'd love to see her present in May.
Please see above.
I need to get back to work.
I need to go.
I need a coffee now.
We need another hour next time.
We need to talk about her dossier next time.
Next time we want to look at her CV.
We were wondering what the dean meant.
It made me wonder why I stayed.
I wonder why I stayed so long.
I wonder what she will make of it.
No word from him.
She hasn't answered my mails.
I haven't heard from her since May.
He never showed.
The one thing we didn't get to is her dossier.
She's thinking about asking for a transfer.
The main question was how to say no to committees.
Her main issue is how to find time.
We spoke of whom to trust.
Do I sound happy? I am.
Want to hear something funny? She outranks me.
What a pleasure she is.
How kind of you to ask.
How she does it I don't know.
If only every meeting were like this.
If we keep this up we'll be friends.
If you saw her now you'd be proud.
Let me see, it was the 4th.
Let me check, yes, an hour.
Let's say 4.
Give it a 5.
Put down a 4.
Make that an hour.
Call it 50 minutes.
Tell the truth, I forgot.
Take it from me, she is a star.
Keep up the good work.
Ask her, she will say the same.
I can't tell you how much I learned.
You'll be glad to hear we met.
I'm sure you know the feeling.
You can see why I like her.
You may remember my knee.
We'd been meaning to meet for weeks.
I'd put it at a 4.
I would say 4.
Would recommend.
She wants me to read her draft.
We each need a new pair of boots after that walk.
She hopes to get the grant.
I lent her a book.
The help desk was busy.
He helped me with my list.
She asked for my help with her CV.
I need not tell you how glad I am.
She'd like another degree.
We finally found a room.
It would be a shame to stop.
My partner is lovely.
She has a new supervisor and it shows.
Please all, more cake next time.
Somebody brought a dog.
We got a lot out of it.
""".strip().splitlines()


def hears(text: str) -> bool:
    told = list(sentences(text))
    following = [sentence.low for sentence in told[1:]] + [""]
    return any(asks(sentence, after) for sentence, after in zip(told, following, strict=True))


@pytest.mark.parametrize("text", ASKED)
def test_a_request_is_heard_in_its_letter(text: str) -> None:
    assert hears(text)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_talk_asks_nothing(text: str) -> None:
    assert not hears(text)

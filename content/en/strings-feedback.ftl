### Whether an answer helped, and what people write to those who run the bot.
### The rules are those of strings.ftl.

## Under an answer to a question

# Two buttons side by side: together up to 30 letters, so that a phone shows them whole.
button-helped = 👍 This answered it
button-helped-not = 👎 It didn't
# It appears for a moment over the chat: up to 200 letters.
helped-thanks = Thank you. It is counted, and nothing about you is kept.
# Up to 200 letters as well.
helped-not-thanks = Thank you. That shows us where words are missing.
helped-not =
    __I'm sorry, that was not what you were looking for.__

    One of these may come closer. If nothing does, you can tell the team what you looked for, and perhaps they write it.

## Writing to the team

button-feedback = Write to the team
button-feedback-send = Send
button-feedback-discard = Don't send
button-feedback-again = Try again
button-feedback-take-back = Take it back
# /urgent and /feedback keep their names: Telegram knows no others.
feedback-ask =
    __Write to the team__

    Type your message here. I show you what the team will see, and nothing leaves before you tap *Send*.

    Your name does not go with it. They can answer you here, and they read when they can. They can't judge symptoms, and this is no place for an emergency: /urgent

    So that an answer finds you, the number of this chat is kept, and for 30 days where your message stands. What you write stays in your chat and theirs, and nowhere else.
feedback-nobody =
    __Nobody can read messages here at the moment,__ so it would not be fair to let you write one.
feedback-enough =
    __You have written to the team five times within a day.__ They want to read each one with care, so please wait until tomorrow for the next.

    If it can't wait, don't wait for them: /urgent
feedback-preview =
    __This is what the team will see,__ word for word, and without your name. Nothing has been sent yet.
feedback-sent =
    __Sent, and thank you.__ The team reads it when they can, and an answer would come here. It may take days, so in an emergency don't wait for one: /urgent

    You can take it back. For two days, that deletes it from their chats too.
feedback-not-sent = The team can't be reached at the moment, so your message may not have been sent. I'm sorry. Please try again later.
feedback-gone = Your message is not in this chat any more, so nothing was sent. If you still want to tell the team, you can write it anew.
feedback-discarded = Nothing was sent. Your message is only in this chat, and you can delete it here.
feedback-taken-back = __Taken back.__ Your message is gone from the team's chats, and nobody can answer it any more. They may have read it before.
feedback-partly-taken-back =
    __Your message could not be deleted everywhere.__ Telegram allows that for two days only, so somebody of the team may still see it. I'm sorry.

    Nobody can answer it any more, and where it came from is forgotten.
feedback-nothing-to-take-back = It is not known any more where that message went, so there is nothing I can take back. This is forgotten after 30 days, or when you have your data deleted.
# Stands above what somebody of the team wrote.
feedback-team-answers = __The team has answered you.__ It is no emergency service. To write to them again: /feedback

## The command menu: up to 256 letters, and a phone shows the first 40 or so.

command-feedback = Write to the team behind this bot

## What those who run the bot (OPERATOR_IDS) see

feedback-note =
    __From a person who uses the bot.__ To answer, use Telegram's *Reply* on this message or the one above. They get your answer without your name.

    They may take it back at any time. After 30 days it can't be answered any more.
feedback-answer-delivered = Your answer has been sent to them.
feedback-answer-unreachable = Your answer could not be sent: this person has stopped the bot, or has left Telegram.
feedback-answer-not-delivered = Your answer could not be sent. Please reply once more in a few minutes.
feedback-answers-nobody = That was sent to nobody: what you replied to is no message of a person that can still be answered.

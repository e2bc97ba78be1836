"""From captions to a text with paragraphs under the titles of chapters."""

from hypothesis import given
from hypothesis import strategies as st

from events.captions import Cue
from events.transcript import PARAGRAPH_LENGTH, Chapter, build_transcript

LONG = "Tämä on pitkä virke, jossa puhutaan yhdistyksen ensimmäisestä työntekijästä, " * 2


def cues(*texts: str, speaker: str = "Neuvoja") -> list[Cue]:
    return [Cue(n * 3, n * 3 + 2.5, text, speaker) for n, text in enumerate(texts)]


def test_nothing_said_is_no_transcript():
    assert build_transcript([], [Chapter(0, "Alku")]) == []


def test_short_cues_of_one_speaker_make_one_paragraph():
    ((paragraph,),) = [section.paragraphs for section in build_transcript(cues("Hei.", "Tervetuloa."), [])]
    assert paragraph == (0, "Neuvoja", "Hei. Tervetuloa.")


def test_paragraph_ends_with_the_sentence_after_enough_text():
    text = LONG.strip().rstrip(",") + "."
    assert len(text) >= PARAGRAPH_LENGTH
    (section,) = build_transcript(cues(text, "Uusi asia."), [])
    assert [paragraph.text for paragraph in section.paragraphs] == [text, "Uusi asia."]


def test_paragraph_does_not_end_in_the_middle_of_a_sentence():
    (section,) = build_transcript(cues(LONG.strip(), "joka jatkuu."), [])
    assert len(section.paragraphs) == 1


def test_another_speaker_starts_a_paragraph_and_is_named_once():
    said = [
        Cue(0, 1, "Kuka maksaa?", "Hallitus"),
        Cue(2, 3, "Yhdistys.", "Neuvoja"),
        Cue(4, 5, "Aina.", "Neuvoja"),
    ]
    (section,) = build_transcript(said, [])
    assert [(p.speaker, p.text) for p in section.paragraphs] == [
        ("Hallitus", "Kuka maksaa?"),
        ("Neuvoja", "Yhdistys. Aina."),
    ]


def test_speaker_who_goes_on_in_a_new_paragraph_is_not_named_again():
    text = LONG.strip().rstrip(",") + "."
    (section,) = build_transcript(cues(text, "Uusi asia."), [])
    assert [paragraph.speaker for paragraph in section.paragraphs] == ["Neuvoja", ""]


def test_chapters_divide_the_text_and_name_their_first_speaker_anew():
    sections = build_transcript(cues("Alku.", "Raha.", "Lisää."), [Chapter(3, "Raha"), Chapter(0, "Alku")])
    assert [(section.title, section.start) for section in sections] == [("Alku", 0), ("Raha", 3)]
    assert [section.paragraphs[0].speaker for section in sections] == ["Neuvoja", "Neuvoja"]
    assert sections[1].paragraphs[0].text == "Raha. Lisää."


def test_what_is_said_before_the_first_chapter_has_no_title():
    sections = build_transcript(cues("Hei.", "Raha."), [Chapter(3, "Raha")])
    assert [section.title for section in sections] == ["", "Raha"]


def test_chapter_in_which_nothing_is_said_is_left_out():
    sections = build_transcript(cues("Hei."), [Chapter(0, "Alku"), Chapter(100, "Kysymykset")])
    assert [section.title for section in sections] == ["Alku"]


def test_chapter_that_starts_half_a_second_after_its_words_still_has_them():
    sections = build_transcript(cues("Alku.", "Raha."), [Chapter(0, "Alku"), Chapter(3.4, "Raha")])
    assert [section.paragraphs[0].text for section in sections] == ["Alku.", "Raha."]


words = st.text(alphabet="abcäö", min_size=1, max_size=10)
spoken = st.lists(st.tuples(words, st.sampled_from(["Neuvoja", "Hallitus", ""])), max_size=30)
moments = st.lists(st.tuples(st.integers(0, 120), words), max_size=5)


@given(spoken, moments)
def test_every_word_is_in_the_transcript_once_and_in_order(said, chapters):
    given_cues = [Cue(n * 3, n * 3 + 2, text, speaker) for n, (text, speaker) in enumerate(said)]
    sections = build_transcript(given_cues, [Chapter(start, title) for start, title in chapters])
    written = " ".join(paragraph.text for section in sections for paragraph in section.paragraphs)
    assert written.split() == [text for text, _speaker in said]

import pytest

from zh.terms import Term, facet_terms, parse, read_synonyms, terms


def test_a_text_is_indexed_by_overlapping_pairs():
    assert terms("书法作品") == ["书法", "法作", "作品"]
    assert terms("书") == ["书"]
    assert terms("") == []
    assert terms("a b") == ["a␣", "␣b"]


def test_spaces_mean_and():
    assert parse("党课　王芳").wanted == (Term(("党课",)), Term(("王芳",)))


def test_a_minus_leaves_out_beside_something_wanted():
    query = parse("书法 -草书")

    assert query.wanted == (Term(("书法",)),)
    assert query.unwanted == (Term(("草书",)),)


def test_what_is_left_out_is_left_out_as_written():
    synonyms = read_synonyms(["党课 微党课"])

    assert parse("学习 -党课 -2021", synonyms).unwanted == (Term(("党课",)), Term(("2021",)))
    assert parse("-党课", synonyms).wanted == (Term(("党课", "微党课")),)


def test_a_minus_alone_is_the_word():
    assert parse("-草书").wanted == (Term(("草书",)),)


def test_a_hyphen_inside_a_word_is_no_minus():
    assert parse("书-法").unwanted == ()


def test_quotes_ask_for_exactly_that():
    assert parse('"2021"').wanted == (Term(("2021",)),)
    assert parse("2021").wanted == (Term(("2021", "二〇二一", "二零二一")),)


def test_latin_letters_are_also_a_sound():
    assert parse("shufa").wanted == (Term(("shufa",), ("♪shufa", "♫shufa")),)


def test_synonyms_are_asked_for_too():
    synonyms = read_synonyms(["# kinds", "党课 微党课 讲党课 # comment", "", "党课 黨員課"])

    assert parse("党课", synonyms).wanted == (Term(("党课", "微党课", "讲党课", "党员课")),)
    assert parse("微党课", synonyms).wanted == (Term(("微党课", "党课", "讲党课")),)


@pytest.mark.parametrize(
    "text", ["", " ", '"', '""', "%", "*", "-", "😀", "\x00", "，。", "\ud800", "“”", '" "', "- -"]
)
def test_what_is_no_question_asks_for_nothing(text):
    assert parse(text).wanted == ()


def test_a_long_text_is_cut():
    assert len(parse("书" * 10_000).wanted[0].spellings[0]) == 200
    assert len(parse(" ".join(chr(0x4E00 + i) for i in range(5_000))).wanted) == 16


def test_a_facet_is_one_term():
    assert facet_terms({"kind": "party-lecture", "year": 2021}) == ("§kind§party§2d§lecture", "§year§2021")

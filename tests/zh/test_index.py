"""The same answers on SQLite and on PostgreSQL; the oracle is a plain search through the texts."""

import random
from types import SimpleNamespace

import pytest
from django.db import connection

from zh.fold import fold
from zh.index import SearchTable
from zh.terms import parse, read_synonyms

pytestmark = pytest.mark.django_db

COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
MARKS = "，。、；：？！“”《》"


@pytest.fixture
def table(db):
    made = SearchTable("trial_search")
    made.create(None, SimpleNamespace(connection=connection))
    return made


def found(table, text, **options):
    return [hit.pk for hit in table.search(text, 100, **options).hits]


def sentence(dice, length):
    chars = [dice.choice(COMMON) for _ in range(length)]
    for _ in range(length // 8):
        chars[dice.randrange(length)] = dice.choice(MARKS)
    return "".join(chars)


def test_every_word_in_mid_sentence_is_found_and_nothing_else(table):
    dice = random.Random(2021)
    texts = {pk: sentence(dice, dice.randrange(20, 90)) for pk in range(1, 401)}
    table.put_many((pk, {"title": text[:8], "body": text[8:]}, {}) for pk, text in texts.items())
    folded = {pk: (fold(text[:8]), fold(text[8:])) for pk, text in texts.items()}

    for length in (1, 2, 3, 4):
        for pk in dice.sample(sorted(texts), 40):
            start = dice.randrange(8, len(texts[pk]) - 4)
            word = texts[pk][start : start + length]
            if not fold(word):
                continue
            results = table.search(word, 500)
            oracle = {k for k, parts in folded.items() if any(fold(word) in part for part in parts)}

            assert {hit.pk for hit in results.hits} == oracle
            assert results.total == len(oracle)


def test_words_of_other_scripts_and_numbers_are_found_inside_too(table):
    table.put(1, {"title": "案号（2021）云01民初123号", "body": "Open Court 开放日 e\u0301té"})

    for word in ("2021", "云01", "初123号", "open court", "COURT", "pen", "１２３", "été", "court开放"):
        assert found(table, word) == [1], word


def test_the_title_weighs_most_then_authors_unit_transcription_body(table):
    table.put(1, {"title": "随笔", "body": "清风" * 30})
    table.put(2, {"title": "随笔", "transcription": "清风徐来"})
    table.put(3, {"title": "随笔", "unit": "清风法院"})
    table.put(4, {"title": "随笔", "authors": ["王清风"]})
    table.put(5, {"title": "清风颂"})

    assert found(table, "清风") == [5, 4, 3, 2, 1]


def test_among_equals_the_newest_comes_first(table):
    for pk in (3, 1, 2):
        table.put(pk, {"title": "清风"})

    assert found(table, "清风") == [3, 2, 1]


def test_one_character_gives_titles_first_and_then_the_newest(table):
    table.put(1, {"title": "书"})
    table.put(2, {"title": "论书"})
    table.put(3, {"title": "随笔", "body": "书"})
    table.put(4, {"title": "随笔", "body": "读书"})
    table.put(5, {"title": "随笔", "body": "别的"})

    assert found(table, "书") == [2, 1, 4, 3]


def test_many_hits_are_paged_without_gaps_or_repeats(table):
    table.put_many(
        (pk, {"title": "清风" if pk % 3 == 0 else "随笔", "body": "清风徐来"}, {}) for pk in range(1, 301)
    )

    paged = [hit.pk for page in range(0, 320, 24) for hit in table.search("清风", 24, page).hits]

    titles = [pk for pk in range(300, 0, -1) if pk % 3 == 0]
    assert paged == titles + [pk for pk in range(300, 0, -1) if pk % 3]
    assert table.search("清风").total == 300


@pytest.mark.parametrize("word", ["清", "清风", "清风徐", "清 徐来", "清 -明月", "清风 -清风明月", "qf"])
@pytest.mark.parametrize("facets", [{}, {"year": 2021}])
def test_many_hits_are_the_same_whichever_way_they_are_looked_for(table, monkeypatch, word, facets):
    texts = ("清风徐来", "清风明月", "风清气正", "徐来的清风", "山行")
    table.put_many(
        (pk, {"title": texts[pk % 5], "body": texts[pk % 3]}, {"year": 2020 + pk % 2}) for pk in range(1, 301)
    )
    monkeypatch.setattr("zh.index.RANKED", 0)

    def paged():
        pages = [table.search(word, 24, offset, facets=facets) for offset in range(0, 320, 24)]
        return [hit.pk for page in pages for hit in page.hits]

    sorted_at_once = paged()
    assert len(sorted_at_once) == len(set(sorted_at_once)) == table.search(word, facets=facets).total > 50
    # PostgreSQL's limit: as if there were a hundred times as many.
    monkeypatch.setattr("zh.index_postgresql._MANY", 30)

    assert sorted(paged()) == sorted(sorted_at_once)
    if not any(len(piece) > 2 for piece in word.split()):  # with those titles do not come first
        assert paged() == sorted_at_once


def test_words_may_stand_in_different_fields(table):
    table.put(1, {"title": "微党课", "authors": ["王芳"], "body": "二〇二一年"})
    table.put(2, {"title": "微党课", "authors": ["李明"], "body": "二〇二一年"})

    assert found(table, "党课 王芳 2021") == [1]


def test_no_word_reaches_from_one_author_to_the_next_or_across_fields(table):
    table.put(1, {"title": "甲乙", "authors": ["王芳", "李明"], "unit": "丙丁"})

    assert found(table, "芳李") == []
    assert found(table, "乙王") == []
    assert found(table, "乙王芳李") == []
    assert found(table, "明丙丁") == []


@pytest.mark.parametrize(
    "word",
    ["書法", "“书法”", "书 法", "书　法", "書,法", "shufa", "SHUFA", "sf", "shu fa", "sfzp", "fazuo"],
)
def test_forgiving_spellings_of_calligraphy(table, word):
    table.put(1, {"title": "青年书法作品"})
    table.put(2, {"title": "摄影"})

    assert found(table, word) == [1]


@pytest.mark.parametrize(
    "word",
    [
        "王芳",
        "王　芳",
        "王 芳",
        "wangfang",
        "wf",
        "买买提·艾力",
        "買買提・艾力",
        "艾力",
        "shanxiong",
        "danxiong",
    ],
)
def test_people_are_found_by_any_spelling(table, word):
    table.put(1, {"title": "随笔", "authors": ["王　芳", "买买提•艾力", "单雄"]})

    assert found(table, word) == [1]


@pytest.mark.parametrize("word", ["100周年", "一百周年", "百年", "建党百年"])
def test_numbers_are_found_in_every_spelling(table, word):
    for pk, spelling in enumerate(("100周年", "一百周年", "百年"), 1):
        table.put(pk, {"title": "随笔", "body": f"庆祝建党{spelling}"})

    assert found(table, word) in ([1, 2, 3], [3, 2, 1], [1, 3, 2], [2, 3, 1], [2, 1, 3], [3, 1, 2])


def test_a_congress_is_not_a_plenum(table):
    table.put(1, {"title": "学习党的二十大精神"})
    table.put(2, {"title": "学习二十届三中全会精神"})
    table.put(3, {"title": "中国共产党第二十次全国代表大会"})

    assert sorted(found(table, "二十大")) == [1, 3]
    assert found(table, "二十届三中全会") == [2]


def test_synonyms_are_data(table):
    table.put(1, {"title": "微党课"})
    table.put(2, {"title": "讲党课"})
    table.put(3, {"title": "宣讲"})
    synonyms = read_synonyms(["微党课 讲党课"])

    assert sorted(found(table, "微党课", synonyms=synonyms)) == [1, 2]
    assert found(table, '"微党课"', synonyms=synonyms) == [1]


def test_a_minus_leaves_out(table):
    table.put(1, {"title": "书法", "body": "草书作品"})
    table.put(2, {"title": "书法", "body": "楷书作品"})
    table.put(3, {"title": "书法", "body": "楷"})

    assert found(table, "书法 -草书") == [3, 2]
    assert found(table, "书法 -草书作") == [3, 2]
    assert found(table, "书 -楷") == [1]


def test_facets_narrow(table):
    table.put(1, {"title": "清风"}, {"kind": "essay", "year": 2021, "unit": 7})
    table.put(2, {"title": "清风"}, {"kind": "party-lecture", "year": 2021, "unit": 77})

    assert found(table, "清风", facets={"kind": "essay"}) == [1]
    assert found(table, "清风", facets={"kind": "party-lecture", "year": 2021}) == [2]
    assert found(table, "清风", facets={"unit": 7}) == [1]
    assert found(table, "清", facets={"unit": 77}) == [2]


@pytest.mark.parametrize(
    "text",
    [
        *(
            '"',
            '""',
            "'",
            "%",
            "_",
            "*",
            "\x00",
            "\\",
            "😀",
            "NEAR",
            "NEAR(a b)",
            "AND",
            "OR NOT",
            "(",
            "a:b",
            "title:书法",
        ),
        *(
            "书法\x00",
            "^书",
            "-",
            "- -书",
            "{title}",
            "; DROP TABLE x",
            "†书",
            "§kind",
            "'书':*",
            "\ud800",
            "𠮷𫖯",
            "|&!<->",
        ),
        *("书" * 10_000, "书 " * 5_000, "a" * 10_000, "𠮷" * 10_000, "\\u0000", "%s", "%(x)s"),
    ],
)
def test_odd_input_is_only_a_search(table, text):
    table.put(1, {"title": "无关", "body": "别的"})

    results = table.search(text)

    assert results.hits == []
    assert results.total == 0


def test_rare_characters_are_found(table):
    table.put(1, {"title": "𠮷𫖯𬘭作品", "authors": ["𬘭"]})

    assert found(table, "𫖯𬘭") == [1]
    assert found(table, "𬘭") == [1]


def test_odd_texts_can_be_put(table):
    table.put(1, {"title": "书\x00法\ud800", "body": "a'b\"c\\d %s 😀" * 10})
    table.put(2, {"title": "", "authors": [], "body": ""})

    assert found(table, "书法") == [1]
    assert found(table, "a'b") == [1]


def test_a_long_lecture_is_found_to_its_end(table):
    table.put(1, {"title": "讲稿", "body": "审判工作" * 6_000 + "终于说到清风徐来"})

    assert found(table, "清风徐来") == [1]
    assert found(table, "判工作终于") == [1]
    assert found(table, "清徐") == []


def test_putting_again_replaces(table):
    table.put(1, {"title": "清风"})
    table.put(1, {"title": "明月"})

    assert found(table, "清风") == []
    assert found(table, "清") == []
    assert found(table, "明月") == [1]
    assert table.pks() == [1]


def test_what_is_removed_is_gone(table):
    table.put(1, {"title": "清风"})
    table.put(2, {"title": "清风"})

    table.remove(1, 99)

    assert found(table, "清风") == [2]
    assert found(table, "qingfeng") == [2]
    assert table.search("清风").total == 1


def test_clearing_leaves_nothing_and_the_table_works_on(table):
    table.put(1, {"title": "清风"})

    table.clear()
    table.put(2, {"title": "清风"})
    table.settle()

    assert found(table, "清风") == [2]


def test_a_hit_brings_its_texts_and_its_excerpt(table):
    table.put(1, {"title": "登樓", "authors": ["王之涣"], "transcription": "白日依山盡，\n黃河入海流。"})
    results = table.search("依山尽黄河")

    (hit,) = results.hits

    assert hit.fields == {
        "title": "登樓",
        "authors": ["王之涣"],
        "transcription": "白日依山盡，\n黃河入海流。",
    }
    assert [piece.text for piece in hit.excerpt(results.query) if piece.hit] == ["依山盡， 黃河"]


def test_texts_and_terms_that_stood_in_one_table_are_parted(table):
    if connection.vendor != "postgresql":
        pytest.skip("they always stood apart on SQLite")
    dice = random.Random(7)
    texts = {pk: sentence(dice, 70) for pk in range(1, 301)}
    table.put_many((pk, {"title": text[:8], "body": text[8:]}, {}) for pk, text in texts.items())
    before, kept = found(table, "的"), table.texts()
    with connection.cursor() as cursor:  # as it was made at first
        cursor.execute("ALTER TABLE trial_search ADD COLUMN terms tsvector")
        cursor.execute(
            "UPDATE trial_search SET terms = v.terms FROM trial_search_vectors v WHERE v.pk = trial_search.pk"
        )
        cursor.execute("DROP TABLE trial_search_vectors")

    for _ in range(2):
        table.part(None, SimpleNamespace(connection=connection))

        assert found(table, "的") == before
        assert table.texts() == kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT (ctid::text::point)[0]) FROM trial_search_vectors")
        assert cursor.fetchone()[0] <= 5, "rows of vectors are narrow: some 90 stand on a page"


def test_an_unknown_field_is_refused(table):
    with pytest.raises(KeyError, match="telephone"):
        table.put(1, {"telephone": "1"})


@pytest.mark.parametrize("name", ["", "Big", "a b", "x;drop", '"'])
def test_a_name_must_be_plain(name):
    with pytest.raises(ValueError, match="no name"):
        SearchTable(name)


def test_the_table_can_be_dropped(table):
    table.drop(None, SimpleNamespace(connection=connection))

    assert not [name for name in connection.introspection.table_names() if name.startswith("trial_search")]


def test_few_hits_are_ranked_and_many_are_left_to_matching(table, monkeypatch):
    table.put(1, {"title": "别的", "body": "清风徐来"})
    table.put(2, {"title": "清风"})
    table.put(3, {"title": "山行"})

    assert table.ranked(parse("清风")) == [2, 1]
    assert table.ranked(parse("无此")) == table.ranked(parse("，")) == []
    assert table.ranked(parse("清")) is None
    monkeypatch.setattr("zh.index.RANKED", 1)
    assert table.ranked(parse("清风")) is None


def test_matching_in_titles_leaves_out_what_says_it_elsewhere(table):
    table.put(1, {"title": "别的", "body": "清风徐来"})
    table.put(2, {"title": "清风"})

    sql, parameters = table.matching(parse("清风"), "title")
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)

        assert cursor.fetchall() == [(2,)]


def test_matching_gives_the_keys_for_joining(table):
    table.put(1, {"title": "清风徐来"})
    table.put(2, {"title": "清风"})
    query = table.search("清风徐").query

    sql, parameters = table.matching(query)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)

        assert cursor.fetchall() == [(1,)]

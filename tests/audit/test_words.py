"""Every act that the code records has words of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import TextChoices
from django.utils import translation

from accounts.models import Membership
from accounts.roles import Role
from audit.words import ACTS, FACTS, VALUES, say, told
from curation.house import VALUES as HOUSE
from curation.models import Correction, Mistake, Takedown
from submissions.hints import patterns
from submissions.models import HintAnswer, HintFollowUp, NewerVersion
from tests.conftest import ROOT

# Codes that are put together, by the expression in the code: which they can be. What is missing here fails below.
MADE = {
    "f'account.{verdict}'": ["account.new", "account.changed", "account.back", "account.left"],
    "f'asset.{verdict}'": ["asset.same", "asset.different"],
    "f'item.{what}'": ["item.changed", "item.split", "item.merged"],
    "f'robot.{act}'": ["robot.saved", "robot.deleted"],
    "f'submission.author_{said}'": ["submission.author_agreed", "submission.author_refused"],
    "f'submission.{verdict}'": [
        f"submission.{verdict}"
        for verdict in ("sent", "recalled", "endorsed", "returned", "declined", "accepted")
    ],
    "f'{row._meta.model_name}.saved'": ["stage.saved", "deputy.saved", "reviewclass.saved"],
    "f'{row._meta.model_name}.deleted'": ["stage.deleted", "deputy.deleted", "reviewclass.deleted"],
    "f'{kind}.{what}'": [
        f"{kind}.{what}" for kind in ("call", "campaign") for what in ("shown", "hidden", "left")
    ],
    "BROKEN if faults else VERIFIED": ["audit.broken", "audit.verified"],
    "'takedown.approved' if approved else 'takedown.declined'": ["takedown.approved", "takedown.declined"],
}
CODE = re.compile(r"[a-z]+\.[a-z_]+")


def recorded() -> Iterator[tuple[Path, ast.Call, ast.Module]]:
    """Each call of ``record`` and ``record_many`` of the trail, with the file that it stands in."""
    for folder in ("site", "media_library", "submissions"):
        for file in (ROOT / folder).rglob("*.py"):
            text = file.read_text()
            if "migrations" in file.parts or (file == ROOT / "site/audit/trail.py"):
                continue
            names = {"trail.record", "trail.record_many"}
            if "from audit.trail import" in text:
                names |= {"record", "record_many"}
            tree = ast.parse(text)
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and call.args and ast.unparse(call.func) in names:
                    yield file, call, tree


def codes() -> dict[str, str]:
    """Each code, and where it is recorded."""
    found = {}
    for file, call, tree in recorded():
        said = call.args[0]
        if isinstance(said, ast.Constant):
            written = [said.value]
        elif isinstance(said, ast.Name):
            # Handed to a function of the file, which records it: all that the file says like a code.
            written = [
                each.value
                for each in ast.walk(tree)
                if isinstance(each, ast.Constant)
                and isinstance(each.value, str)
                and CODE.fullmatch(each.value)
            ]
            assert written, f"{file}: which acts does “{ast.unparse(said)}” stand for?"
        else:
            assert ast.unparse(said) in MADE, f"{file}: write down in MADE which acts this makes"
            written = MADE[ast.unparse(said)]
        found |= dict.fromkeys(written, str(file.relative_to(ROOT)))
    return found


def test_no_act_lacks_words_and_no_words_lack_an_act() -> None:
    known = codes()

    assert {code: where for code, where in known.items() if code not in ACTS} == {}
    assert set(ACTS) - set(known) == set()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_each_act_has_words_of_its_own_in_both_languages(language: str) -> None:
    with translation.override(language):
        said = [say(code) for code in ACTS]

    assert len(set(said)) == len(said)
    assert all(bool(re.search(r"[㐀-鿿]", each)) == (language == "zh-hans") for each in said)


def test_each_fact_that_is_recorded_has_a_name() -> None:
    """Those given by name at the call; the few in dictionaries are told by their keys until they are named."""
    recorded_facts = {
        word.arg
        for _file, call, _tree in recorded()
        for word in call.keywords
        if word.arg not in (None, "by", "subject", "label", "of")
    }

    assert recorded_facts - set(FACTS) == set()


@pytest.mark.parametrize(
    ("fact", "choices"),
    [
        ("roles", Role),
        ("role", Membership.Role),
        ("hint", patterns.Kind),
        ("verdict", HintAnswer.Verdict),
        ("outcome", HintFollowUp.Outcome),
        ("outcome", NewerVersion.Outcome),
        ("origin", Takedown.Origin),
        ("problem", Correction.Problem),
        ("state", Mistake.State),
    ],
)
def test_codes_are_told_with_the_words_of_their_choices(fact: str, choices: type[TextChoices]) -> None:
    assert [told(each.value, fact) for each in choices] == [str(each.label) for each in choices]
    assert told("第二道保密审查", fact) == "第二道保密审查"


def test_the_texts_of_the_site_are_told_by_their_names() -> None:
    assert set(HOUSE) <= set(VALUES["changed"])


def test_an_old_code_is_told_as_it_stands() -> None:
    assert say("work.seen") == "work.seen"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (["甲", "乙"], "甲、乙"),
        ([], "—"),
        (None, "—"),
        (0, "0"),
        (True, "是"),
        ({"active": False, "rare_name": ["甲"]}, "启用: 否；rare_name: 甲"),
    ],
)
def test_facts_read_as_people_write_them(value: object, sentence: str) -> None:
    assert told(value) == sentence

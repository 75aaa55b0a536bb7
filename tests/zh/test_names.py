import pytest

from zh.names import name_key, tidy_name


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("王　芳", "王芳"),
        (" 王 芳 ", "王芳"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("Li  Hua", "Li Hua"),
        ("𠮷𫖯𬘭", "𠮷𫖯𬘭"),
        ("", ""),
    ],
)
def test_a_name_is_written_in_one_way(written, tidy):
    assert tidy_name(written) == tidy


@pytest.mark.parametrize("other", ["王　芳", "王 芳", "王芳 "])
def test_padding_makes_no_other_person(other):
    assert name_key(other) == name_key("王芳")


def test_dots_and_traditional_forms_make_no_other_person():
    assert name_key("買買提・艾力") == name_key("买买提·艾力") == name_key("买买提艾力")


def test_other_names_are_other_people():
    assert name_key("王芳") != name_key("王方")

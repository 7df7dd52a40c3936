"""Texts in the encodings of old fonts: recognised, read without loss, and nothing else taken for them."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundations.vietnamese.legacy_encodings import MIN_CERTAINTY_AS_STORED, TCVN3, VNI, recognise, to_unicode
from foundations.vietnamese.normalisation import make_one_line
from foundations.vietnamese.syllables import is_syllable
from site_project import demonstration

SENTENCES = [
    "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc.",
    "Ủy ban nhân dân tỉnh Kon Tum ban hành Quyết định số 37/QĐ-UBND ngày 24/01/2022 phê duyệt kết quả Chỉ số cải cách.",
    "Phường Thống Nhất rút ngắn thời gian giải quyết hồ sơ; người dân xã Rờ Kơi, huyện Sa Thầy nộp hồ sơ trực tuyến.",
    "Đắk Lắk, Đăk Tơ Lung, Kon Rẫy: quỹ, giữ gìn, gì, giếng, quyền, khuỷu tay, ngoằn ngoèo, xoong, tuyệt, kỵ, ý.",
]
CELLS = "áàảãạâấầẩẫậăắằẳẵặéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
# As published where the encodings are documented, not made with our tables.
KNOWN = [
    ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("tcvn3", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    (
        "tcvn3",
        "Uû BAN NH¢N D¢N tØnh Kon Tum, ngµy 24 th¸ng 01 n¨m 2002",
        "UỶ BAN NHÂN DÂN tỉnh Kon Tum, ngày 24 tháng 01 năm 2002",
    ),
    ("tcvn3", "n\xadíc m\xadêng", "nước mường"),
    ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("vni", "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    (
        "vni",
        "UÛY BAN NHAÂN DAÂN TÆNH, ngöôøi daân ñeán nhaän keát quaû",
        "ỦY BAN NHÂN DÂN TỈNH, người dân đến nhận kết quả",
    ),
]
OTHERS = [
    "The province's one-stop shop received 1,204 files; 98.5% on time. Naïve façade, café, résumé, Zoë's piñata.",
    "L'été dernier, à Hué, le préfet a reçu les délégués: « Où êtes-vous ? » Ça va très bien, très tôt, où là-bas.",
    "Über die Straße gehen; Müller, Köln, für, schön, größer, § 12 Absatz 3, Öffentlichkeit, natürlich.",
    "El niño español pidió más información: señor Muñoz, mañana, corazón, también, según, cómo, qué.",
    "São Paulo, coração, não há opções; você também é irmão; às três, pôr, avô, está, Conceição.",
    'def f(a): return {"x": a ** 2, "µ": "±5 °C"}  # © 2024 ® ™ «ok» ¼ ½ x² · y',
    "const ñ = String.fromCharCode(0xE1); if (a && b || !c) { return `${é}`; } // TODO",
    "Tôi và cô có ba, má đi xa.",
    "Con cá, cô, bà, lê, tô.",
    "Thông báo số 12/TB-UBND",
    "www.kontum.gov.vn/?q=c%C3%A1i+c%C3%A1ch&id=é",
    "",
    "Nguyễn Văn A",
]


def encoded(text: str, table: dict[str, str]) -> str:
    """`text` in an old encoding; of several codes of a letter the first."""
    codes: dict[str, str] = {}
    for code, letter in table.items():
        codes.setdefault(letter, code)
    return "".join(codes.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def in_tcvn3(text: str) -> str:
    """As typed with a font of small and capital letters: marked capitals that VN3 lacks become small ones."""
    has = set("ĂÂÊÔƠƯĐ")
    return encoded("".join(each if each in has else each.lower() if ord(each) > 127 else each for each in text), TCVN3)


def samples() -> list[str]:
    """The texts of the demonstration articles and procedures, and our own sentences."""
    folder = Path(demonstration.__file__).parent
    strings = [each for name in ("articles", "procedures", "units") for each in texts_in(folder / f"{name}.json")]
    return [text for text in [*SENTENCES, *strings] if not re.search("[<>{}]|https?:", text)]


def texts_in(path: Path) -> list[str]:
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', path.read_text())
    return [json.loads(f'"{each}"', strict=False) for each in strings]


@pytest.mark.parametrize(("encoding", "written", "meant"), KNOWN)
def test_texts_of_old_fonts_are_read_as_they_were_meant(encoding, written, meant):
    assert recognise(written).encoding == encoding
    assert to_unicode(written, encoding) == meant


@pytest.mark.parametrize("letter", CELLS)
def test_every_letter_goes_into_each_encoding_and_comes_back(letter):
    assert to_unicode(encoded(letter, TCVN3), "tcvn3") == letter
    assert to_unicode(encoded(letter, TCVN3), "tcvn3", capitals=True) == letter.upper()
    assert to_unicode(encoded(letter, VNI), "vni") == letter
    assert to_unicode(encoded(letter.upper(), VNI), "vni") == letter.upper()


def test_the_tables_hold_no_letter_twice_in_a_row_and_none_of_ascii():
    assert len(set(TCVN3.values())) == len(TCVN3)
    assert set(CELLS) | set("ĂÂÊÔƠƯĐ") <= set(TCVN3.values())
    assert set(VNI.values()) == set(CELLS) | set(CELLS.upper())
    assert all(ord(code[-1]) > 127 for code in [*TCVN3, *VNI])


def test_samples_are_recognised_in_each_encoding_and_come_back_whole():
    found = {"tcvn3": [], "vni": []}
    for text in samples():
        marked = len(set(re.findall(r"\w*[^\x00-\x7f\W]\w*", text)))
        if marked < 8:
            continue
        for encoding, written in (("tcvn3", in_tcvn3(text)), ("vni", encoded(text, VNI))):
            known = recognise(written)
            found[encoding].append(known is not None and known.encoding == encoding)
            if text in SENTENCES:
                assert known and known.certainty > 0.9, (encoding, text)
                assert to_unicode(written, encoding) == text.replace("Ủy", "ủy" if encoding == "tcvn3" else "Ủy")
    assert all(sum(each) >= 0.98 * len(each) for each in found.values()), {k: sum(v) / len(v) for k, v in found.items()}


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_code_and_unicode_are_left_alone(text):
    assert recognise(text, MIN_CERTAINTY_AS_STORED) is None
    assert recognise(unicodedata.normalize("NFD", text), MIN_CERTAINTY_AS_STORED) is None


def test_no_sample_in_unicode_is_taken_for_an_old_encoding():
    texts = [*samples(), *(word for text in samples()[::5] for word in text.split())]
    texts += [unicodedata.normalize("NFD", text) for text in texts]
    assert [text for text in texts if recognise(text, MIN_CERTAINTY_AS_STORED)] == []


@given(
    st.lists(
        st.sampled_from([*SENTENCES, *["Tôi", "có", "bà", "cô", "là", "cá", "lê", "tô", "ông"]]), min_size=1, max_size=6
    )
)
def test_vietnamese_in_unicode_stays_whatever_it_is_asked_to_become(parts):
    text = "\n".join(part for part in parts if part in SENTENCES)
    assert to_unicode(text, "tcvn3") == text == to_unicode(text, "vni")
    assert recognise(" ".join(parts)) is None


def test_in_a_text_of_both_only_the_old_lines_change():
    old = "Céng hßa x· héi chñ nghÜa ViÖt Nam"
    both = f"{SENTENCES[1]}\n{old}"
    assert recognise(both).encoding == "tcvn3"
    assert to_unicode(both, "tcvn3") == f"{SENTENCES[1]}\nCộng hòa xã hội chủ nghĩa Việt Nam"


def test_a_line_of_capitals_comes_out_in_capitals():
    assert to_unicode("Së TTTT ra Sè 37/Q§-UBND", "tcvn3") == "Sở TTTT ra Số 37/QĐ-UBND"
    assert to_unicode("Sè: 37\nCéNG HOµ X· HéI", "tcvn3") == "Số: 37\nCỘNG HOÀ XÃ HỘI"
    assert to_unicode("céng hoµ", "tcvn3", capitals=True) == "CỘNG HOÀ"


@pytest.mark.parametrize("word", ["nghiêng", "QUYỀN", "gì", "giếng", "Đắk", "khuỷu", "oà", "hoà", "hòa", "thuở", "ừ"])
def test_syllables_are_known(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["héi", "viÖt", "été", "señor", "cạc̀", "tàc", "xyz", "", "ngờợ", "Müller"])
def test_what_is_none_is_not_taken_for_a_syllable(word):
    assert not is_syllable(word)


def test_a_stored_text_that_lost_its_soft_hyphens_is_still_known_as_old():
    stored = make_one_line(in_tcvn3(SENTENCES[2]))
    assert "\xad" not in stored
    assert recognise(stored, MIN_CERTAINTY_AS_STORED).encoding == "tcvn3"

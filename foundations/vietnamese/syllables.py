"""Recognises Vietnamese syllables, to tell the right reading of a text from wrong ones.

Initial consonants, rimes and the tones that a rime can have, from school grammars; rimes like "ăk" occur in names of
the Central Highlands (Đắk Lắk).
"""

import re
import unicodedata

from foundations.vietnamese.folding import fold

_INITIALS = "b|ch?|d|đ|gh?|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x"
_OPEN = (
    "a ai ao au ay âu ây e eo ê êu i ia iu iê iêu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua ui uâ uây uê ui uôi uơ uy "
    "uya uyu ư ưa ưi ươi ươu ưu y yê yêu êu"
)
_NASAL = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im in inh iêm iên iêng oam oan oang oanh oăm oăn oăng oen "
    "om on ong oong ôm ôn ông ơm ơn ơng um un ung uân uâng uên uênh uôm uôn uông uyên uyn uynh ưm ưn ưng ươm ươn ương "
    "yêm yên yêng yn ynh"
)
_STOPPED = (
    "ac ach ap at ăc ăp ăt ăk âc âp ât ec ep et ek êc êch êp êt ich ip it ic iêc iêp iêt oac oach oap oat oăc oăt oet "
    "oc op ot ooc ok ôc ôp ôt ôk ơp ơt ơk uc up ut uk uât uêch uôc uôp uôt uych uyêt uyp uyt ưc ưt ươc ươp ươt yêt "
    "ych yp yt ak ưk"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# A stopped rime only has the tones sắc and nặng, or none in names from other languages.
_STOP_TONES = "\u0301\u0323"

_tone = re.compile(f"[{_TONES}]")
_sounding = re.compile(f"(?:{_INITIALS})?(?:{'|'.join([*_OPEN.split(), *_NASAL.split()])})")
_stopped = re.compile(f"(?:{_INITIALS})?(?:{'|'.join(_STOPPED.split())})")
_soft_g = re.compile(f"gi(?:{'|'.join([*_OPEN.split(), *_NASAL.split(), *_STOPPED.split()])})?|gin")


def is_syllable(word: str) -> bool:
    """Whether `word`, in any case and normal form, has the form of a Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _tone.findall(decomposed)
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", _tone.sub("", decomposed))
    if _sounding.fullmatch(plain) or _soft_g.fullmatch(plain):
        return True
    return bool(_stopped.fullmatch(plain)) and all(tone in _STOP_TONES for tone in tones)


_plain_rimes = sorted({fold(rime) for rime in f"{_OPEN} {_NASAL} {_STOPPED}".split()}, key=len, reverse=True)
_plain = re.compile(rf"(?:{_INITIALS}|gi)?(?:{'|'.join(_plain_rimes)})|gin?")


def is_plain_syllable(word: str) -> bool:
    """Whether a folded word has the form of a Vietnamese syllable without its marks: `duong`, not `ddwowngf`."""
    return bool(_plain.fullmatch(word))

# ruff: noqa: RUF001, SIM905, E501
"""Write texts and their piece ids as the `tokenizers` library sees them, for WordPieceTokenizerTest.

The texts are data only; nothing of the library's own tests is used. Special tokens are left out of the library's
pipeline on purpose: a driver who says "[SEP]" says a bracket, a word and a bracket.
"""

import json
import random
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

FOLDER = Path(__file__).resolve().parents[1] / "resources/io/voxbus/module/resolve/tokenizer"

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
PUNCTUATION = [chr(c) for c in range(33, 127) if not chr(c).isalnum()]
WIDER = [
    "é",
    "ß",
    "ø",
    "ł",
    "i",
    "ı",
    "ñ",
    "α",
    "σ",
    "ς",
    "ж",
    "й",
    "и",
    "开",
    "窗",
    "豈",
    "豈",
    "か",
    "が",
    "ᄀ",
    "ᅡ",
    "…",
    "—",
    "°",
    "🚗",
    "𝒳",
    "€",
]
WORDS = """set the driver side to twenty one degrees and crack my window open rear left half way halfway turn off radio on
what lovely day please could you seat heat heater heating up down warm warmer cool cooler colder cold i'm freezing it's
don't fan speed level two three volume max full blast wind shield windshield fog fogged defrost er wiper s ing ed ly un
re pre temp temperature kilo meter per hour cruise control music play pause next song trunk hood mirror fold passenger's
passenger area speaker front all action vent , function cafe resume naive strasse""".split()
CONTINUED = [
    "##ing",
    "##ed",
    "##er",
    "##s",
    "##ly",
    "##ration",
    "##ture",
    "##shield",
    "##way",
    "##tion",
    "##é",
    "##σ",
    "##ß",
    "##🚗",
    "##か",
    "##゙",
    "##ᅡ",
]

PLAIN = """set the driver side to twenty one degrees and crack my window
open the rear left window halfway and turn off the radio
what a lovely day
Could you PLEASE turn the fan up?
i'm freezing
I’m freezing
it's 21.5 degrees, isn't it
don't open the windshield
the passenger's seat heater's on
rock 'n' roll
set volume to 100%
fan speed:3
e-mail me@example.com
3/4 of the way
$5 and €5 and 5°
windshielding fogged defroster unheated
preheat reheating coolers
antidisestablishmentarianism
temperatures
km/h kph mph
turn...it...off
wait -- stop!!!
(open) [the] {window}
[SEP] [CLS] open [UNK] [PAD]
<vc_1> temperature= 2 1
a_b_c
back`tick ~tilde ^caret |pipe
#5 *star* +plus =equal
\\backslash/slash
"quoted" 'single' “curly” ‘curly’ «guillemets» „low“
em—dash en–dash hyphen-minus minus−sign figure‒dash
ellipsis… three… dots
¿Qué? ¡Hola!
bullet • point · middle
section § para ¶ dagger † ‡
trade ™ ® © marks
1,000.50
١٢٣ arabic digits
१२ devanagari
２１ fullwidth ａｂｃ！
²³ superscript ½ half
café résumé naïve
cafe\u0301 re\u0301sume\u0301
Straße STRASSE ẞ
ÉCOLE Ñandú Ångström
İstanbul ıstanbul ISTANBUL
Łódź Øresund Đà Nẵng
ΣΟΦΟΣ σοφός ς
Привет МИР Ёлка й
שָׁלוֹם עולם
مَرْحَبًا بالعالم
नमस्ते दुनिया
สวัสดีชาวโลก
打开车窗 please
开窗 open 窗
窓を開けて がぎぐ か\u3099
창문을 열어 가
豈 \uf900 \uf92c 㐀 䶿
𠀀𠮷野家 \U0002b820 \U0002f800
emoji 🚗 and 🚗🚗 car🚗
🚗s 🛞 👍🏽 👨‍👩‍👧 🇩🇪 ❤️ ☕
𝒳 math 𝟙 astral 𐍈 letters 𐐀
ﬁ ligature Ⅷ roman ℃ ﬀ
zalgo h\u0337\u0302e\u0334\u030cy\u0336
\u0301leading mark
a\u0300\u0301\u0302b
zero\u200bwidth non\u200djoin\u200cer bom\ufeff soft\u00adhyphen
nbsp\u00a0space thin\u2009space ideographic\u3000space
line\u2028sep para\u2029sep next\u0085line
tab\tnew\nline\rreturn
vtab\u000bform\u000cfeed
nul\u0000bell\u0007esc\u001bdel\u007f
us\u001frs\u001egs\u001dfs\u001c
replacement\ufffdchar
private\ue000use \U000f0000 \U0010fffd
tag\U000e0041chars variation\ufe0fselector \U000e0100
unassigned\u0378point
bidi\u202eoverride\u202c \u2066isolate\u2069
ogham\u1680space mongolian\u180evowel
word\u2060joiner
hyphen\u2010 nb\u2011hyphen bar\u2015
〈cjk〉、。・「quote」
armenian։ arabic، devanagari। tibetan་ ethiopic።
underscore‿tie ⁀ ﹏
tilde∼ math ≤ ≥ ± × ÷
currency ¤ £ ¥ ₹
arrows ← → ⇒
box ─ │ █
ǅ title case ǆ Ǆ
K kelvin Å angstrom Ω ohm
ꜳ ß ẛ ſ long
Ǖ ǖ ṩ ộ
𝓸𝓹𝓮𝓷 the window
ᏣᎳᎩ ꮳꮃꭹ
Ⴀ georgian Ა""".split("\n")


def long_words():
    yield from ("a" * n for n in (1, 2, 99, 100, 101, 500))
    yield from ("é" * n for n in (50, 100, 101))
    yield from ("🚗" * n for n in (2, 50, 51, 100, 101))
    yield "window" * 16 + "wind"
    yield "window" * 17
    yield "a" * 50 + "." + "b" * 60
    yield "q" * 99 + "é"
    yield "open " + "z" * 101 + " window"


def mixtures(count):
    """Seeded mixtures of pieces of everything above."""
    rng = random.Random(20260101)
    bits = [*WORDS, *PUNCTUATION, *WIDER, *ALPHABET, *(w.upper() for w in WORDS[:40])]
    odd = [
        "\u0301",
        "\u200b",
        "\u00a0",
        "\t",
        "\ufe0f",
        "\u0000",
        "開",
        "ー",
        "é",
        "E\u0301",
        "’",
        "—",
        "💡",
        "7",
        "22",
    ]
    for _ in range(count):
        parts = [rng.choice(odd if rng.random() < 0.2 else bits) for _ in range(rng.randint(1, 14))]
        yield "".join(part + rng.choice(["", " ", " ", "  "]) for part in parts)


def main():
    vocabulary = list(
        dict.fromkeys([*SPECIAL, *ALPHABET, *("##" + c for c in ALPHABET), *PUNCTUATION, *WIDER, *WORDS, *CONTINUED])
    )
    pieces = {piece: i for i, piece in enumerate(vocabulary)}
    tokenizer = Tokenizer(WordPiece(pieces, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True
    )
    tokenizer.pre_tokenizer = BertPreTokenizer()
    texts = list(dict.fromkeys(["", " ", "\u200b", "\u0301", *PLAIN, *long_words(), *mixtures(190)]))
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "vocabulary.txt").write_text("".join(p + "\n" for p in vocabulary), encoding="utf-8")
    rows = ({"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids} for text in texts)
    (FOLDER / "oracle.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")
    print(f"{len(vocabulary)} pieces, {len(texts)} texts")


if __name__ == "__main__":
    main()

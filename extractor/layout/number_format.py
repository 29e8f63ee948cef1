"""A number of a sheet as the sheet shows it, by its number format: 0.2 as 20%, 45797 as 2025/5/20.

Source: ECMA-376 part 1, 18.8.30 (built-in formats, those of zh-cn) and 18.8.31 (format codes). What is not
understood is shown as a plain number, never guessed.

>>> shown(Decimal("0.205"), "0.0%"), shown(Decimal("1234.5"), '#,##0.00"元"')
('20.5%', '1,234.50元')
>>> shown(Decimal("45797"), builtin(31)), shown(Decimal("45797.5"), "yyyy-mm-dd h:mm")
('2025年5月20日', '2025-05-20 12:00')
>>> shown(Decimal("123456"), '0\\\\.0,"万元"'), shown(Decimal("-3"), "0_);(0)")
('12.3万元', '(3)')
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_MONTH_DAY, _YEAR_MONTH, _FULL = 'm"月"d"日"', 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"'
_BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0", 6: "¥#,##0", 7: "¥#,##0.00", 8: "¥#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _YEAR_MONTH,
    28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m/d/yy", 31: _FULL, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    36: _YEAR_MONTH, 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0", 42: "¥#,##0", 43: "#,##0.00", 44: "¥#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<part>AM/PM|上午/下午|y+|m+|d+|h+|s+|a{3,4}|e+'
    r"|E[+-]0+|.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$")
_LONGEST, _WIDEST = 255, 20  # characters of a code that Excel allows; digits of a number that a cell can hold
_LAST_DAY = 2_958_465  # 9999-12-31
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_DAYS = "一二三四五六日"

Token = tuple[str, str]  # ("text", literal) | ("part", what the code says) | ("bracket", its inside)


def builtin(number: int) -> str:
    """The code of a built-in format; General where there is none."""
    return _BUILTIN.get(number, "General")


def shown(value: Decimal, code: str, from_1904: bool = False) -> str:
    """`value` as `code` shows it."""
    if len(code) > _LONGEST or abs(value.adjusted()) > _WIDEST:
        return plain(value)
    section, signed = _section(value, code)
    tokens = _tokens(section)
    if not section.strip() or re.match(r"General|G/通用格式|@", section, re.IGNORECASE):
        return plain(value)
    if _is_date(tokens):
        return _date(value, tokens, from_1904)
    return _number(value if signed else abs(value), tokens)


def plain(value: Decimal) -> str:
    """
    >>> plain(Decimal("0.30000000000000004")), plain(Decimal("110000")), plain(Decimal("1.10101194912310e17"))
    ('0.3', '110000', '1.10101194912E+17')
    """
    if value == value.to_integral_value() and abs(value) < 10**15:
        return str(int(value))
    short = f"{float(value):.15g}"
    return f"{float(value):.12G}" if "e" in short else short


def _section(value: Decimal, code: str) -> tuple[str, bool]:
    """The section of `code` for `value`, and whether the sign is still to be printed."""
    sections = re.findall(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)', code)[:-1] or [code]
    for section in sections:
        for found in re.findall(r"\[([^\]]*)\]", section):
            condition = _CONDITION.match(found)
            if condition and _holds(value, condition[1], Decimal(condition[2])):
                return section, True
    numbered = [one for one in sections if not re.match(r"\s*(?:\[[^\]]*\])*\[[<>=]", one)]
    if len(numbered) < len(sections):
        return (numbered or ["General"])[0], True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return (sections[2] if re.search("[0#]", re.sub(r'"[^"]*"|[_*\\].', "", sections[2])) else "0"), True
    return sections[0], True


def _holds(value: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": value < limit, ">": value > limit, "=": value == limit,
        "<=": value <= limit, ">=": value >= limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _tokens(section: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup
        if kind in ("quoted", "escaped"):
            found.append(("text", match[kind]))
        elif kind == "bracket":
            inside = match["bracket"]
            found.append(("text", inside[1:].split("-")[0]) if inside.startswith("$") else ("bracket", inside))
        elif kind == "part":
            found.append(("part", match["part"]))
    return found


def _is_date(tokens: list[Token]) -> bool:
    for kind, text in tokens:
        if kind == "part" and re.fullmatch(r"y+|m+|d+|h+|s+|a{3,4}|e+", text, re.IGNORECASE):
            return True
        if kind == "bracket" and re.fullmatch(r"h+|m+|s+", text, re.IGNORECASE):
            return True
    return False


def _date(value: Decimal, tokens: list[Token], from_1904: bool) -> str:
    if not 0 <= value <= _LAST_DAY:
        return plain(value)
    # Excel counts a 29 February 1900 that never was.
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if value >= 60 else 31)  # noqa: DTZ001
    when = start + timedelta(seconds=round(float(value) * 86400))
    half = any(text.upper() in ("AM/PM", "上午/下午") for _, text in tokens)
    result, timed = [], False
    for at, (kind, text) in enumerate(tokens):
        if kind == "text":
            result.append(text)
            continue
        name = text.lower()
        if name[0] == "m" and name.strip("m") == "" and (timed or _seconds_follow(tokens, at)):
            name = "minute" + name
        if name[0] in "hs" and name.strip("hs") == "":
            timed = name[0] == "h"
        elif name[0] in "ydea":
            timed = False
        if kind == "bracket":
            elapsed = {"h": 3600, "m": 60, "s": 1}.get(name[:1]) if name.strip("hms") == "" and name else None
            result.append(str(int(round(float(value) * 86400) // elapsed)) if elapsed else "")
        else:
            result.append(_date_part(when, name, text, half))
    return "".join(result).strip()


def _seconds_follow(tokens: list[Token], at: int) -> bool:
    following = next((t.lower() for k, t in tokens[at + 1 :] if k == "part" and t.lower()[0] in "ymdhs"), "")
    return following.startswith("s")


def _date_part(when: datetime, name: str, text: str, half: bool) -> str:
    hour = (when.hour % 12 or 12) if half else when.hour
    parts = {
        "yy": f"{when.year % 100:02}", "y": f"{when.year % 100:02}", "e": str(when.year),
        "mmm": _MONTHS[when.month - 1], "mmmm": _MONTHS[when.month - 1],
        "mm": f"{when.month:02}", "m": str(when.month),
        "dd": f"{when.day:02}", "d": str(when.day), "aaa": _DAYS[when.weekday()],
        "ddd": _DAYS[when.weekday()], "dddd": "星期" + _DAYS[when.weekday()], "aaaa": "星期" + _DAYS[when.weekday()],
        "hh": f"{hour:02}", "h": str(hour), "minutem": str(when.minute), "minutemm": f"{when.minute:02}",
        "ss": f"{when.second:02}", "s": str(when.second),
        "am/pm": "AM" if when.hour < 12 else "PM", "上午/下午": "上午" if when.hour < 12 else "下午",
    }  # fmt: skip
    if name.startswith("yyy"):
        return str(when.year)
    return parts.get(name, text)


def _number(value: Decimal, tokens: list[Token]) -> str:
    parts = [text for kind, text in tokens if kind == "part"]
    if "/" in parts and "?" in parts:
        return plain(value)
    exponent = next((text for text in parts if re.fullmatch(r"E[+-]0+", text, re.IGNORECASE)), None)
    pattern = "".join(parts)
    value = value * 100 ** pattern.count("%")
    integer, _, fraction = pattern.partition(".")
    places = len(re.findall("[0#?]", fraction.split("E")[0].split("e")[0]))
    if exponent:
        return f"{value:.{places}E}"
    scale = len(re.search(r",*$", re.sub(r"[^0#?,]", "", integer))[0])  # type: ignore[index]
    if "." in pattern:
        scale += len(re.search(r",*$", re.sub(r"[^0#?,]", "", fraction))[0])  # type: ignore[index]
    value = (value / Decimal(1000) ** scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _laid(value, tokens, places, grouped=bool(re.search(r"[0#?],+[0#?]", integer)))


def _laid(value: Decimal, tokens: list[Token], places: int, grouped: bool) -> str:
    """The digits laid into the placeholders from the right; literals stay where they stand between them."""
    whole, _, rest = f"{abs(value):f}".partition(".")
    point = next((at for at, token in enumerate(tokens) if token == ("part", ".")), len(tokens))
    spots = [at for at, (kind, text) in enumerate(tokens[:point]) if kind == "part" and text in "0#?"]
    if not spots and not places:
        return "".join(text for kind, text in tokens if kind != "bracket")
    least = sum(1 for at in spots if tokens[at][1] == "0")
    digits = whole.lstrip("0").rjust(least, "0")
    filled: dict[int, str] = {}
    for at in reversed(spots):
        filled[at], digits = (digits[-1:], digits[:-1]) if at != spots[0] else (digits, "")
    if grouped and spots:
        joined = "".join(filled[at] for at in spots)
        filled = dict.fromkeys(spots, "") | {spots[0]: f"{int(joined or 0):,}" if joined else ""}
    optional = sum(1 for kind, text in tokens[point:] if kind == "part" and text in "#?")
    rest = rest.rstrip("0").ljust(places - optional, "0") if optional else rest
    fraction = f".{rest}" if rest or (places and not optional) else ""
    result, written = [], False
    for at, (kind, text) in enumerate(tokens):
        if kind == "bracket":
            continue
        if kind == "text" or (text not in "0#?,." and at not in filled):
            result.append(text)
        elif at in filled:
            result.append(filled[at])
        elif at >= point and not written:
            result.append(fraction)
            written = True
    sign = "-" if value < 0 else ""
    return (sign + "".join(result)).strip()

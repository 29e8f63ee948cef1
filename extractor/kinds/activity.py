"""Activity material and results: 活动方案, 签到表, photographs, 会议纪要, 新闻稿 (QC 第十条, ZD 第十三条)."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor import news_page
from extractor.attendees import attendees
from extractor.document import Line, Page, Part, Span
from extractor.fields import understood, value_after
from extractor.flow import Flow, flow
from extractor.headline import Headline, few_words, headlines, squeeze, title_span, wrapped_title
from extractor.labels import matches, variants
from extractor.records.activity import ActivityRecord, Passage
from extractor.records.cited import Absent, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.text.dates import find_dates, parse_date

NAME = "activity"

_GATHERING = "活动|会议|培训|沙龙|路演会?|对接会|征集会|研讨会|座谈会|论坛|讲座|交流会|技术交流|启动会|推介会"
_TITLES = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("sign_in", r"签到(?:表|册|簿|单)?"),
        ("minutes", r"(?:会议|活动|座谈会?|研讨会?|对接会|征集会|路演会?|例会)?(?:纪要|会议记录|活动记录|座谈记录)"),
        ("plan", rf"(?:{_GATHERING}).{{0,8}}(?:方案|策划书?|议程|通知|安排|计划)$"),
        ("news", r"新闻稿|活动简讯|活动报道|宣传报道|新闻报道"),
        ("result", r"专利证书|著作权登记证书|成果(?:清单|汇编|目录|一览表)|论文(?:全文)?$|致谢$|获奖证书"),
        ("photo", r"(?:活动|现场|会议|场地)(?:照片|图片|剪影|掠影|照片集)"),
    )
)
_COMPLETE = re.compile("|".join(f"(?:{pattern.pattern})$" for _, pattern in _TITLES))
_TIMED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?(?:活动|会议|培训|举办|召开)?(?:时间|日期)[：:]"
)
_NEWS = re.compile(
    r"(?:发布|发表|更新)(?:时间|日期)[:：]?|来源[:：]|https?://|浏览(?:次数|量)|阅读(?:次数|量)|责任编辑"
    r"|编辑[:：]|作者[:：]|通讯员"
)
_BANNER = re.compile(
    r"会$|活动|沙龙|培训|对接|路演|工作室|论坛|讲座|交流|启动|仪式|研讨|座谈|师带徒|千人进千企|科协|征集"
)
_FOLDER = re.compile(r"活动|现场|照片|图片|photo|合影|会场", re.IGNORECASE)
_REPORT = re.compile(r"总结|分析报告|模式报告|发展报告|申报书|协议|合同|决算")
_IMAGES = ("image", "jpeg", "jpg", "png", "tiff", "bmp", "webp")
# What a file or folder is called when its name says nothing of the event.
_GENERAL = re.compile(
    r"活动材料|佐证材料|证明材料|附件|材料|(?:推荐|邀请|确认)函|申报[书表]|(?:需求)?(?:分析)?报告|身份证"
    r"|协议|名[册单]|台账|总结|决算|"
    r"文件|文档|新建|资料|最终版?|定稿|全部|合并|提交|活动|现场|会议|会场|照片|图片|合影|方案|策划|议程"
    r"|通知|签到|纪要|记录|新闻稿?|表|册|扫描件?|"
    r"image|img|photo|dsc|scan|微信|副本|[\s\d_\-—.、()（）]+",
    re.IGNORECASE,
)


def score(part: Part) -> float:
    """A title of activity material; a news page by its furniture; a picture with a banner and few words."""
    kind, _ = _kind(part)
    if kind == "":
        return 0.0
    if kind == "photo":
        return 0.55 if _says_event(part) or _FOLDER.search(part.document.name) else 0.3
    if kind == "news":
        return 0.72
    return 0.82 if kind != "result" else 0.6


def parse(part: Part) -> tuple[ActivityRecord]:
    kind, span = _kind(part)
    rows = flow(part)
    published = news_page.published(part) if kind == "news" else news_page.NOWHERE
    kind_spans = span or _first_spans(part)
    held = understood(value_after(rows, "时间", "event_date"), parse_date, "时间")
    return (
        ActivityRecord(
            kind=cite(kind, *kind_spans) if kind_spans else Absent("材料类别", "not_found"),
            title=_title(part),
            event=_event(part, kind),
            date=held if held.present else _section_date(part),
            place=_labelled_or_below(part, "地点", ("event_place",)),
            organiser=_labelled_or_below(part, "主办单位", ("organiser",)),
            passages=_passages(part),
            occasions=max(1, len(_days(rows))),
            unread_images=sum(1 for page in part.pages if page.problem is not None and _is_image(part, page)),
            attendees=attendees(part, rows, kind),
            site=published.site,
            url=published.url,
            publish_date=published.date,
        ),
    )


def _days(rows: Flow) -> set[PartialDate]:
    """The days that the paper gives as times of something held: behind a label 时间, or in a column of that name."""
    labels = variants("event_date")
    texts: list[str] = []
    columns: dict[int, set[int]] = {}
    for row in rows.rows:
        heads = {box.column for box in row.boxes if row.table >= 0 and matches(box.text, labels)}
        columns.setdefault(row.table, set()).update(heads)
        texts += [box.text for box in row.boxes if row.table >= 0 and box.column in columns[row.table]]
        texts += [after.text for box, after in pairwise(row.boxes) if matches(box.text, labels)]
        texts += [box.text for box in row.boxes if _TIMED.match(squeeze(box.text))]
    found = [next(iter(find_dates(text)), None) for text in texts]
    return {one.date for one in found if one is not None and one.date.precision == "day"}


def _kind(part: Part) -> tuple[str, tuple[Span, ...]]:
    lines = headlines(part)
    pictured = part.document.format in _IMAGES or (len(part.pages) == 1 and part.pages[0].scanned)
    if pictured and few_words(part) and not _titled(part):
        return "photo", ()
    if any(_REPORT.search(line.text) for line in lines[:3]):
        return "", ()
    for kind, pattern in _TITLES:
        headline = title_span(part, pattern)
        if headline is not None and headline.rank < 5 and not headline.text.endswith(("：", ":")):
            return kind, headline.spans
    text = squeeze(part.text[:1500])
    if len({found[:2] for found in _NEWS.findall(text)}) >= 2 and len(squeeze(part.text)) > 120:
        return "news", ()
    return "", ()


def _titled(part: Part) -> bool:
    return any(
        pattern.search(line.text) for kind, pattern in _TITLES if kind != "photo" for line in headlines(part)[:4]
    )


def _says_event(part: Part) -> bool:
    return any(_BANNER.search(squeeze(line.text)) for line in part.lines)


def _first_spans(part: Part) -> tuple[Span, ...]:
    return next((line.spans for line in part.lines if line.spans), ())


def _title(part: Part) -> Field[str]:
    found = _whole_title(part)
    return cite(found.text, *found.spans) if found else Absent("标题", "not_found")


def _whole_title(part: Part) -> Headline | None:
    lines = [line for line in headlines(part) if not re.search(r"^https?:|^\d+$", line.text)]
    return wrapped_title(part, lines[0], _COMPLETE) if lines else None


def _event(part: Part, kind: str) -> str:
    """What the papers of one event share: their folder, else what the file's name, or the title, says of the event.

    Empty for a picture that nothing ties to an event.
    """
    *folders, name = part.document.name.replace("\\", "/").split("/")
    own = [folder for folder in folders if _GENERAL.sub("", folder)]
    if own and kind != "news":
        return own[-1]
    stem = _GENERAL.sub("", re.sub(r"\.\w{2,5}$", "", name))
    if kind != "news" and len(stem) >= 2 and re.search(r"[\u3400-\u9fff]{2}", stem):
        return stem
    if folders and kind != "news":
        return folders[-1]
    if kind == "photo":
        return ""
    found = _whole_title(part)
    title = found.text if found else ""
    return re.sub(r"(?:会议|活动)?(?:方案|纪要|签到表|签到册|新闻稿|照片|议程|策划|通知)$", "", title)


def _section_date(part: Part) -> Field[PartialDate]:
    """The first full date of the text, of the paper's body: 一、时间 / 2025年5月28日."""
    for line in part.lines:
        for span in line.spans:
            for found in find_dates(span.text):
                if found.date.precision == "day":
                    return cite(found.date, span)
    return Absent("时间", "not_found")


def _labelled_or_below(part: Part, label: str, names: tuple[str, ...]) -> Field[str]:
    """`地点：…`, or the paragraph under a heading 二、地点."""
    rows = flow(part)
    found = value_after(rows, label, *names)
    if found.present:
        return found
    for row, below in pairwise(rows.rows):
        if row.table < 0 and matches(row.text, variants(*names)) and below.table < 0 and not below.heading:
            return cite(below.text.strip(" 。"), *(box.span for box in below.boxes))
    return found


def _is_image(part: Part, page: Page) -> bool:
    return bool(page.media) or page.scanned or part.document.format in _IMAGES


def _passages(part: Part) -> tuple[Passage, ...]:
    """All text of the paper that can be seen: runs of lines of one paragraph, each picture on its own."""
    found: list[Passage] = []
    for page in part.pages:
        pictured = _is_image(part, page)
        run: list[Line] = []
        for line in page.lines:
            if not line.spans or line.invisible or line.role in ("hidden", "placeholder"):
                continue
            drawn = pictured or all(span.source.startswith("ocr:") for span in line.spans)
            if run and (_drawn(run[-1], pictured) != drawn or not (drawn or _same(run[-1], line))):
                found.append(_passage(run, _drawn(run[-1], pictured)))
                run = []
            run.append(line)
        if run:
            found.append(_passage(run, _drawn(run[-1], pictured)))
    return tuple(found)


def _drawn(line: Line, pictured: bool) -> bool:
    return pictured or all(span.source.startswith("ocr:") for span in line.spans)


def _same(line: Line, after: Line) -> bool:
    """Lines of a text page run on, since a name may be broken over two of them; tables and roles part them."""
    return line.role == after.role and line.table == after.table


def _passage(lines: list[Line], in_image: bool) -> Passage:
    spans = tuple(span for line in lines for span in line.spans)
    return Passage("\n".join(span.text for span in spans), spans, in_image)

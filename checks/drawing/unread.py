"""What was not read, as rows: file, where, code, reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def unread(coverage: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """`coverage` is the part of caishen/result/1, `names` what files are called, by paper id."""
    for file in coverage["unread_files"]:
        yield file["name"], "整个文件", file["code"], file["message"]
    for page in coverage["unread_pages"]:
        media = str(page.get("media") or "").rsplit("/", 1)[-1]
        where = f"内嵌图片 {media}" if media else f"第{page['number']}页"
        yield names.get(page["document"], page["document"]), where, page["code"], page["message"]
    for note in coverage.get("notes", ()):
        yield note["name"], "部分内容", note["code"], note["message"]
    for document in coverage["unknown_documents"]:
        yield names.get(document, document), "", "unknown_kind", "未能识别这份材料的种类，没有据此判断。"

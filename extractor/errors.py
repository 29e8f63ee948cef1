"""Why a file could not be read: a stable code and one plain Chinese sentence for the person who handed it in."""

from __future__ import annotations


class ReadError(Exception):
    """Base of everything the readers refuse. `code` is stable; `message` is shown to users."""

    code = "unreadable"
    default = "文件无法读取，可能已损坏，请重新导出后再上传。"

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message)

    def __reduce__(self) -> tuple[type[ReadError], tuple[str]]:
        return type(self), (self.message,)


class Unreadable(ReadError):
    """The bytes are not what they claim to be, or are damaged."""


class Empty(ReadError):
    code = "empty"
    default = "文件是空的（0 字节或没有任何页面），请检查后重新上传。"


class Encrypted(ReadError):
    code = "encrypted"
    default = "文件设有打开密码，无法读取；请取消密码后重新上传。"


class UnknownFormat(ReadError):
    code = "unknown_format"
    default = "不支持这种文件格式；请提供 PDF、OFD、DOCX、XLSX、XLS、CSV、JPEG、PNG、HEIC 文件或数电发票的 XML 文件。"


class TooLarge(ReadError):
    code = "too_large"
    default = "文件超过大小或页数上限，请拆分后重新上传。"


class EngineMissing(ReadError):
    code = "engine_missing"
    default = "文字识别引擎不可用，扫描页没有读取；请运行 caishen doctor 查看原因。"


class PageTimeout(ReadError):
    code = "page_timeout"
    default = "这一页读取超时，没有读到内容。"


class PageCrashed(ReadError):
    code = "page_crashed"
    default = "读取这一页时程序异常退出，没有读到内容。"

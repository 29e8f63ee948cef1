"""Word segmentation by jieba, with our titles and organisation suffixes as words.

jieba's dictionary is loaded on first use (about a second), in this process only: its usual cache, a file in the
shared temporary folder that any local user may replace, is neither read nor written.
"""

from __future__ import annotations

import logging
import threading

import jieba

from extractor.text.gazetteer import districts, organisation_suffixes, titles

_LOCK = threading.Lock()
# Names that jieba would cut, and that the rules look for.
_TERMS = (
    "青创室",
    "创新工作室",
    "千人进千企",
    "产业特派员",
    "工作站点",
    "科协",
    "科学技术协会",
    "依托单位",
    "指导专家",
    "专精特新",
)


def words(text: str) -> list[str]:
    """The words of `text`; joined they are `text` again.

    >>> words("产业特派员走访专精特新企业")
    ['产业特派员', '走访', '专精特新', '企业']
    """
    return list(segmenter().cut(text, HMM=True))


def segmenter() -> jieba.Tokenizer:
    """jieba's own tokenizer (which spaCy uses too), made ready once."""
    with _LOCK:
        tokenizer = jieba.dt
        if not tokenizer.initialized:
            jieba.setLogLevel(logging.WARNING)
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.initialized = True
        if "青创室" not in tokenizer.FREQ:
            for word in (*titles(), *organisation_suffixes(), *districts(), *_TERMS):
                tokenizer.add_word(word, freq=20000)
        return tokenizer

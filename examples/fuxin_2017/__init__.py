"""The targets of Fuxin, Liaoning: 阜新市人民政府关于新形势下加快知识产权强市建设的实施意见（阜政发〔2017〕42号）."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["source"]


def source() -> str:
    """Give the text of the document as it stands, so that an offset counts its characters.

    Examples:
        >>> "发明专利拥有量达到2.88件/万人" in source()
        True
    """
    return files(__name__).joinpath("source.txt").read_bytes().decode("utf-8")

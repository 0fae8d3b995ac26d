"""The words of statuses and figures in both languages; what is not here is a user's own word and is shown as it is."""

from __future__ import annotations

_WORDS: tuple[tuple[str, str], ...] = (
    # Methods
    ("LinearShare", "线性进度法"),
    ("GoalShare", "目标完成比例法"),
    ("StatCan", "加拿大统计局复合增长率法"),
    ("Eurostat", "欧盟统计局复合增长率法"),
    ("SDSNArrows", "可持续发展解决方案网络四箭头法"),
    ("UNSDProgressChart", "联合国统计司进展图法"),
    ("Destatis", "德国联邦统计局趋势法"),
    # Statuses
    ("ahead", "超前"),
    ("on path", "同步"),
    ("level", "持平"),
    ("behind", "滞后"),
    ("green", "绿灯"),
    ("yellow", "黄灯"),
    ("red", "红灯"),
    ("target_achieved", "已达到目标"),
    ("substantial_progress", "进展显著"),
    ("moderate_progress", "进展一般"),
    ("limited_progress", "进展有限"),
    ("deterioration", "倒退"),
    ("significant progress", "进展显著"),
    ("moderate progress", "进展一般"),
    ("insufficient progress", "进展不足"),
    ("movement away", "偏离目标"),
    ("moderate movement away", "略有偏离"),
    ("significant movement away", "明显偏离"),
    ("on track or maintaining", "正常推进或保持达标"),
    ("moderately improving", "有所改善"),
    ("stagnating", "停滞"),
    ("decreasing", "下降"),
    ("met or on track", "已达到或正常推进"),
    ("progress, but acceleration needed", "有进展但须加快"),
    ("stagnation or regression", "停滞或倒退"),
    ("sun", "晴"),
    ("light cloud", "少云"),
    ("cloud", "多云"),
    ("storm", "雷雨"),
    # What stands in place of a status
    ("in no band", "不属于任何一档"),
    ("undetermined", "无法判断"),
    # Figures
    ("share done", "完成目标的比例"),
    ("percent done", "完成进度"),
    ("share of time gone", "时间进度"),
    ("difference", "进度差"),
    ("actual over needed change", "实际变动与所需变动之比"),
    ("growth a year", "年均增长率"),
    ("growth over needed growth", "实际增速与所需增速之比"),
    ("coefficient of the limit", "上限系数"),
    ("mean yearly change", "年均变动"),
    ("miss over remaining distance", "预计缺口占剩余差距的比例"),
    ("projected amount", "预计数"),
    ("projected share", "预计完成比例"),
    ("score", "得分"),
    ("position", "位次"),
)
_ZH = dict(_WORDS)
_EN = {zh: en for en, zh in reversed(_WORDS)}


def said(word: str, language: str) -> str:
    """Give a word of a status, figure or method in *language*, without the underscores of code."""
    return (_ZH if language == "zh" else _EN).get(word, word).replace("_", " ")

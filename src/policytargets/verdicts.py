"""Three-valued verdicts, their timing, and the reasons that come with them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from policytargets._fields import as_tuple
from policytargets.errors import UndecidedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytargets.quantities import Quantity

__all__ = ["Decision", "Reason", "ReasonCode", "Timing", "Verdict"]


class Verdict(Enum):
    """Met, not met, or undetermined. Missing or incompatible evidence is never "not met".

    Examples:
        >>> Verdict.MET.label("zh")
        '已完成'
        >>> bool(Verdict.UNDETERMINED)
        Traceback (most recent call last):
        ...
        policytargets.errors.UndecidedError: Verdict: expected a comparison, got bool(Verdict.UNDETERMINED); write ...
    """

    MET = "met"
    NOT_MET = "not met"
    UNDETERMINED = "undetermined"

    def __bool__(self) -> NoReturn:
        """Refuse: a verdict has three values."""
        raise UndecidedError(
            "Verdict",
            "a comparison",
            f"bool({self})",
            "write `verdict is Verdict.MET`, and say what is to happen when it is undetermined",
        )

    def label(self, language: str = "en") -> str:
        """The word a report shows."""
        return {"met": "已完成", "not met": "未完成"}.get(self.value, "无法判定") if language == "zh" else self.value

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"Verdict.{self.name}"


class Timing(Enum):
    """When the verdict was reached; each state implies the verdict."""

    EARLY = "early"
    ON_TIME = "on time"
    LOST = "lost"
    LATE = "late"
    MISSED = "missed"
    NOT_YET_DUE = "not yet due"
    NO_DATA = "no data"
    UNDECIDED = "undecided"

    @property
    def verdict(self) -> Verdict:
        """The verdict this timing implies."""
        if self in {Timing.EARLY, Timing.ON_TIME}:
            return Verdict.MET
        if self in {Timing.LOST, Timing.LATE, Timing.MISSED}:
            return Verdict.NOT_MET
        return Verdict.UNDETERMINED

    def label(self, language: str = "en") -> str:
        """The word a report shows."""
        return _TIMING_ZH[self] if language == "zh" else self.value

    def __repr__(self) -> str:
        """Give the name, as code writes it."""
        return f"Timing.{self.name}"


_TIMING_ZH = {
    Timing.EARLY: "提前完成",
    Timing.ON_TIME: "按期完成",
    Timing.LOST: "曾完成后回落",
    Timing.LATE: "逾期完成",
    Timing.MISSED: "到期未完成",
    Timing.NOT_YET_DUE: "未到期",
    Timing.NO_DATA: "无数据",
    Timing.UNDECIDED: "有数据但无法判定",
}


class ReasonCode(Enum):
    """Why a verdict is undetermined, or what a reader should know about it. The text is English, then Chinese.

    Words in braces are filled from the details of a `Reason`.
    """

    NOT_MEASURABLE = ("not measurable as written", "原文未给出可衡量的标准")
    NO_DUE = ("no due period is stated", "未载明完成时限")
    NOT_YET_DUE = ("{period} is not over as of {as_of}", "截至{as_of}，{period}尚未结束")
    NO_OBSERVATION = ("no observation for {period}", "缺少{period}的数据")
    NO_OCCURRENCE = ("nothing says whether it happened", "没有记载表明是否已经完成")
    LATER_KNOWN = ("a later period is known: {period}", "已有更晚时期的数据：{period}")
    BASELINE_UNSTATED = ("the document states no baseline", "原文未载明基数")
    BASELINE_UNKNOWN = ("no amount is known for the baseline {period}", "基期{period}的数据缺失")
    BASELINE_NO_PERIOD = (
        "the baseline has no period, so its distance in years is unknown",
        "基数未载明时期，无法计算年数",
    )
    BASELINE_NOT_POSITIVE = (
        "of a zero or negative baseline no percentage, multiple or growth can be taken",
        "基数为零或负数，无法计算增幅或倍数",
    )
    BASELINE_NOT_BEFORE = ("the baseline {baseline} is not before {period}", "基期{baseline}不在{period}之前")
    NEGATIVE_AMOUNT = ("no growth can be taken of a negative amount", "数值为负，无法计算增长率")
    UNIT_MISMATCH = ("the units do not fit: {expected} and {got}; {remedy}", "计量单位不一致：{expected}与{got}")
    NO_TOLERANCE = ("no tolerance stated for 'about {amount}'", "“{amount}左右”未载明允许的幅度")
    RANGE = ("the possible amounts lie on both sides", "可能的数值跨越目标线")
    DISAGREE = ("published amounts disagree: {amounts}", "公布的数值不一致：{amounts}")
    PART_MISSING = ("a part is missing: {periods}", "缺少部分时期的数据：{periods}")
    PART_UNBOUNDED = (
        "a missing part may be negative, so the known parts decide nothing",
        "缺失部分可能为负，已知部分不足以判定",
    )
    READINGS = ("the text allows several readings ({because}): {verdicts}", "原文可有多种理解（{because}）：{verdicts}")
    COMBINED = ("parts of the criterion stand as: {verdicts}", "各项条件分别为：{verdicts}")
    BETTER_UNSTATED = ("the indicator does not say whether higher or lower is better", "指标未载明以高为优还是以低为优")
    OUTSIDE_LIMITS = (
        "{amount} lies outside the limits of the indicator and is no evidence",
        "{amount}超出指标的合理范围，不予采信",
    )
    BASELINE_DIFFERS = (
        "the stated baseline {stated} goes before the observed {observed}",
        "基数以原文{stated}为准，观测值为{observed}",
    )
    CHANGE_DIFFERS = (
        "the published change {stated} goes before {observed} from the levels",
        "增幅以公布的{stated}为准，按数值计算为{observed}",
    )
    PROVISIONAL = ("rests on a provisional amount", "依据的是初步数据")
    LOST_AFTERWARDS = ("lost afterwards, in {period}", "此后在{period}回落")
    REACHED_LATER = ("reached in {period}", "{period}达到")
    REACHED_EARLIER = ("reached earlier, in {period}", "此前在{period}已达到")
    FROM_PARTS = ("added up from {periods}", "由{periods}累加得出")
    FROM_RATIO = ("computed from {numerator} over {denominator}", "由{numerator}与{denominator}计算得出")
    SIDE_UNKNOWN = ("nothing is known of {side} in {period}", "缺少{period}{side}的数据")
    DENOMINATOR_NOT_POSITIVE = (
        "{denominator} may be zero or negative, so no rate can be taken",
        "{denominator}可能为零或负数，无法计算比率",
    )
    WHOLE_SPAN = ("judged for its whole span only, up to {period}", "仅按截至{period}的全期判断")
    MEMBERS_UNKNOWN = ("the members of {collective} are not known", "{collective}的成员不明")
    MEMBERS = ("members stand as: {verdicts}", "各成员情况：{verdicts}")
    PERIODS = ("periods stand as: {verdicts}", "各期情况：{verdicts}")
    ILLUSTRATIVE = ("rests on illustrative data: {source}", "依据的是示意数据：{source}")
    ROUNDED = ("compared after rounding to {places} places ({mode})", "修约到{places}位小数（{mode}）后比较")
    NO_BASELINE = ("progress needs a baseline, and the target has none", "未载明基数，无法判断进展")
    NO_GOAL = ("no single level is asked for", "未要求单一水平，无法判断进展")
    NO_POINT = ("no amount is known after the baseline", "基期之后无数据")
    NO_TO_DATE = (
        "nothing is known of {period} so far, so it is left out and not behind",
        "{period}尚无进度数据，不计入，也不判为滞后",
    )
    NO_STEP = ("no step is stated for month {months} of {period}", "{period}第{months}个月无计划进度")
    FEW_POINTS = (
        "the method needs {needed} known amounts, there are {known}",
        "该方法需要{needed}个数据，现有{known}个",
    )
    GAP_IN_SERIES = ("the series has a gap: {periods}", "数据不连续：{periods}")
    NOT_ONE_AMOUNT = ("for {period} no single amount is known", "{period}的数据不是单一数值")
    GOAL_IS_BASELINE = ("goal and baseline are the same", "目标与基数相同")
    GOAL_BEHIND_BASELINE = ("the baseline already meets the goal", "基数已达到目标")
    SIGN_CHANGE = ("the amounts change sign", "数值正负号改变")
    BASELINE_AFTER_DUE = ("the baseline is not before the due period", "基期不早于目标期")
    NOT_APPLICABLE = ("the method does not apply: {why}", "该方法不适用：{why}")
    VETO = (
        "the target is missed, which goes before the total of {total} points",
        "目标未完成，实行一票否决，总分{total}分不予采用",
    )
    IN_NO_BAND = ("the figure falls into no band of the rule", "该数值不属于规则的任何一档")
    PAST_LIMIT = ("projected past the limit of the indicator: {amount}", "推算值超出指标范围：{amount}")
    PAST_WHOLE = ("projected past 100 %: {amount}", "推算值超过100%：{amount}")
    NO_INTERIM = ("no interim target is known on the way", "途中没有阶段性目标")
    OFF_PATH = ("{period} does not lie between baseline and due period", "{period}不在基期与目标期之间")
    OTHER_LENGTH = ("{period} is not as long as the due period", "{period}与目标期长度不同")
    NO_TIME_LEFT = ("the due period is over, so no time is left", "目标期已结束，没有剩余时间")
    ALREADY_REACHED = ("the newest known amount, of {period}, is at the goal", "最新数据（{period}）已达到目标")
    NEVER_REACHED = (
        "by this trend the goal is not reached in any year up to 9999",
        "按此趋势，直至9999年均不能达到目标",
    )
    SUBSTITUTED = ("{used} stands in for {missing}", "以{used}代替{missing}")
    COMPAT = ("follows the original in a known defect: {what}", "沿用原方法的已知缺陷：{what}")
    PRINTED_DIFFERS = (
        "printed as {printed}, which reads {status}; exactly it is {exact}",
        "印出为{printed}，应判{status}；实际为{exact}",
    )
    LEFT_OUT = ("not used ({why}): {periods}", "未采用（{why}）：{periods}")
    SUPERSEDED = ("superseded by {by}", "已被{by}取代")

    def __init__(self, en: str, zh: str) -> None:
        self.en = en
        self.zh = zh


def _details(value: Iterable[tuple[str, Any]] | dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return as_tuple(value.items() if isinstance(value, dict) else value)


@attrs.frozen
class Reason:
    """Why, with the particulars.

    Attributes:
        code: which reason.
        details: pairs of name and particular that fill its sentence: a text, what has a ``label`` in each language
            (a period, an amount, a verdict), a `Text`, or a tuple of these.

    Examples:
        >>> print(Reason(ReasonCode.NO_OBSERVATION, {"period": "2017"}))
        no observation for 2017
        >>> Reason(ReasonCode.READINGS, {"verdicts": (Verdict.MET, Verdict.NOT_MET), "because": "…"}).label("zh")
        '原文可有多种理解（…）：已完成、未完成'
    """

    code: ReasonCode
    details: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_details)

    def label(self, language: str = "en") -> str:
        """The reason as a phrase."""
        template = self.code.zh if language == "zh" else self.code.en
        return template.format_map(_Filled((name, _said(what, language)) for name, what in self.details))

    def __str__(self) -> str:
        """Give the English phrase."""
        return self.label("en")


def _said(what: Any, language: str) -> str:
    """Say a particular in *language*; inside a tuple, a tuple is one entry with what is said of it."""
    if isinstance(what, tuple):
        joint, colon = ("、", "：") if language == "zh" else (", ", ": ")
        return joint.join(
            colon.join(_said(part, language) for part in entry) if isinstance(entry, tuple) else _said(entry, language)
            for entry in what
        )
    if hasattr(what, "label"):
        return str(what.label(language))
    return str(what.best(language)) if hasattr(what, "best") else str(what)


class _Filled(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"({key})"


@attrs.frozen(kw_only=True)
class Decision:
    """What a bound says of one amount.

    Attributes:
        verdict: the three-valued verdict.
        reason: why it is undetermined, else None.
        margin: distance to the nearest edge of what the bound accepts, in the unit of the bound (percentage points
            for shares): positive inside, negative outside; None where there is none.
    """

    verdict: Verdict
    reason: Reason | None = None
    margin: Quantity | None = None


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's and: one failure fails, success needs all."""
    seen = set(verdicts)
    if Verdict.NOT_MET in seen:
        return Verdict.NOT_MET
    return Verdict.UNDETERMINED if Verdict.UNDETERMINED in seen or not seen else Verdict.MET


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's or: one success suffices, failure needs all."""
    seen = set(verdicts)
    if Verdict.MET in seen:
        return Verdict.MET
    return Verdict.UNDETERMINED if Verdict.UNDETERMINED in seen or not seen else Verdict.NOT_MET


def unanimous(verdicts: Iterable[Verdict]) -> Verdict:
    """What several readings of one text agree on."""
    seen = set(verdicts)
    return seen.pop() if len(seen) == 1 else Verdict.UNDETERMINED

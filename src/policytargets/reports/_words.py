"""The words of the report, each in Chinese and in English."""

from __future__ import annotations

import attrs

from policytargets._fields import owner
from policytargets.errors import InvalidValueError

LANGUAGES = ("zh", "en")

WORDS: dict[str, tuple[str, str]] = {
    # The page
    "language": ("zh-CN", "en"),
    "report": ("目标完成情况报告", "How the targets stand"),
    "of_plan": ("计划：{title}", "Plan: {title}"),
    "as_of": ("截至日期", "As of"),
    "as_of_day": ("截至{day}", "as of {day}"),
    "number": ("文号", "Document number"),
    "issuer": ("发文机关", "Issued by"),
    "area": ("适用地区", "Area"),
    "issued": ("成文日期", "Dated"),
    "contents": ("目录", "Contents"),
    "other_language": ("English", "中文"),
    "other_language_code": ("en", "zh-CN"),
    "translation": (
        "本报告摘录的原文以中文为准。",
        "The document is Chinese; English wording of it is ours, and the Chinese text decides.",
    ),
    "made_with": ("由 policytargets 生成，可离线查看。", "Made with policytargets; readable offline."),
    # Illustrative data
    "notice_title": ("示意数据", "Illustrative data"),
    "notice_all": (
        "本报告所用的{count}条数据全部是为演示编写的，不是真实统计，不得引用。",
        "All {count} records used here were written for demonstration. They are not real statistics; do not quote them.",
    ),
    "notice_some": (
        "本报告所用的{total}条数据中，有{count}条是为演示编写的，不是真实统计，不得引用。",
        (
            "Of {total} records used here {count} were written for demonstration. They are not real statistics; "
            "do not quote them."
        ),
    ),
    "illustrative": ("示意", "illustrative"),
    "notice_table": ("示意数据，不是真实统计", "illustrative data, not real statistics"),
    "notice_bare": (
        "本报告使用示意数据；本表不含观测数据",
        "this report uses illustrative data; this table holds no observed amounts",
    ),
    # Overview
    "overview": ("总览", "Overview"),
    "overview_caption": ("各类目标完成情况", "How goals of each kind stand"),
    "headline": (
        "{tasks}{total}项，已判定{decided}项：已完成{met}项，未完成{not_met}项；无法判定{undetermined}项。",
        "{decided} of {total} {tasks} decided: {met} met, {not_met} not met; {undetermined} undetermined.",
    ),
    "headline_all": (
        "{tasks}{total}项，已全部判定：已完成{met}项，未完成{not_met}项。",
        "{total} of {total} {tasks} decided: {met} met, {not_met} not met.",
    ),
    "headline_none": (
        "{tasks}{total}项，目前均无法判定。",
        "0 of {total} {tasks} decided: all undetermined.",
    ),
    "headline_nothing_due": ("截至{day}，没有到期的任务。", "No task was due by {day}."),
    "tasks_of_year": ("{year}年应完成任务", "tasks of {year}"),
    "task_of_year": ("{year}年应完成任务", "task of {year}"),
    "tasks_due": ("截至{day}应完成任务", "tasks due by {day}"),
    "task_due": ("截至{day}应完成任务", "task due by {day}"),
    "headline_early": (
        "另有{count}项尚未到期即已提前完成。",
        "Not yet due and already met: {count}.",
    ),
    "headline_aims": (
        "定性目标{count}项，原文未给出可衡量的标准，不作判定。",
        "Goals with nothing to measure as written, and so never judged: {count}.",
    ),
    "kind": ("类别", "Kind"),
    "total": ("合计", "Total"),
    "kind_target": ("定量指标", "targets in figures"),
    "kind_milestone": ("节点事项", "milestones"),
    "kind_aim": ("定性目标", "goals in words"),
    "other_counts": (
        "此外：规定{rules}条，工作措施{measures}项，责任分工{responsibilities}条，存疑之处{findings}处。",
        (
            "Besides: rules {rules}, measures {measures}, responsibilities {responsibilities}, "
            "points left open by the source {findings}."
        ),
    ),
    "plan_counts": (
        "定量指标{targets}项，节点事项{milestones}项，定性目标{aims}项，规定{rules}条，工作措施{measures}项，存疑之处{findings}处。",
        (
            "Targets in figures {targets}, milestones {milestones}, goals in words {aims}, rules {rules}, "
            "measures {measures}, points left open by the source {findings}."
        ),
    ),
    # Columns
    "indicator": ("指标", "Indicator"),
    "id": ("编号", "Id"),
    "asked": ("目标要求", "Asked"),
    "due": ("完成时限", "Due"),
    "observed": ("实际值", "Observed"),
    "verdict": ("判定", "Verdict"),
    "timing": ("时限情况", "Timing"),
    "margin": ("与目标差距", "Margin"),
    "unit": ("单位", "Unit"),
    "baseline": ("基数", "Baseline"),
    "chart": ("图示", "Chart"),
    "owners": ("责任单位", "Who answers"),
    "milestone": ("事项", "Milestone"),
    "known": ("进展", "What is known"),
    "aim": ("目标", "Goal"),
    "place": ("出处", "Source"),
    "why": ("原因", "Why"),
    "rule": ("规定", "Rule"),
    "threshold": ("比例要求", "Threshold"),
    "of": ("计算基数", "Of what"),
    "binds": ("约束对象", "Whom it binds"),
    "commitment": ("语气", "Commitment"),
    "measure_number": ("序号", "No."),
    "measure": ("措施", "Measure"),
    "serves": ("对应目标", "Serves"),
    "organisation": ("单位", "Body"),
    "answers_for": ("承担的目标及完成情况", "Answers for, and how it stands"),
    "answers_measures": ("承担的措施和规定", "Measures and rules"),
    "finding": ("存疑之处", "What is open"),
    "open_point": ("存疑之处第{number}条", "open point {number}"),
    "period": ("时期", "Period"),
    "amount": ("数值", "Amount"),
    "status": ("数据状态", "Status"),
    "published": ("公布日期", "Published"),
    "record_source": ("数据来源", "Source of the data"),
    "item": ("项目", "Item"),
    "document": ("文件", "Document"),
    "text_state": ("原文", "Text"),
    "hash": ("文件校验值（SHA-256）", "SHA-256 of the file"),
    "offsets": ("字符位置", "Characters"),
    "quote": ("原文摘录", "Quote"),
    "cited_by": ("引用处", "Cited by"),
    "name": ("名称", "Name"),
    # Scorecard
    "scorecard": ("定量指标", "Targets in figures"),
    "scorecard_caption": ("{topic}：定量指标完成情况（{as_of}）", "How the targets stand: {topic} ({as_of})"),
    "all_caption": ("{title}：各项目标完成情况（{as_of}）", "{title}: how its goals stand ({as_of})"),
    "scorecard_note": (
        (
            "“与目标差距”为正表示优于目标线，为负表示未达到；“应达到水平”为最新数据所在时期按路径应达到的数值。"
            "图中竖线为目标线，横条为实际值，浅色底为符合要求的范围；斜线表示无数据或数值不确定，不代表零。"
        ),
        (
            "A positive margin lies inside what is accepted, a negative one outside. The path is what was to be reached by "
            "the newest known period. In the charts the upright line is the target, the bar what was observed, and the "
            "tinted ground what is accepted; hatched is what is not known, or not exactly: never a zero."
        ),
    ),
    # Outlooks
    "outlooks": ("进展情况", "Is it on the way?"),
    "outlooks_caption": ("目标推进情况：按不同方法分别判断（{as_of}）", "On the way, by each method ({as_of})"),
    "outlooks_note": (
        ("是否“完成”由数据直接判定；是否“按进度推进”取决于所用方法，同一组数据按不同方法可能得出不同结论。"),
        (
            "Whether a target is met is decided by the data alone; whether it is on the way depends on who asks, and one series "
            "may be judged differently by two methods."
        ),
    ),
    "path": ("应达到水平", "Path"),
    "method": ("方法", "Method"),
    "says": ("判断", "Says"),
    "figures": ("依据", "On what figures"),
    "figure": ("{name}：{amount}", "{name}: {amount}"),
    "points_used": ("所用数据：{points}", "Data used: {points}"),
    "path_point": ("{period}为{amount}", "{period}: {amount}"),
    "path_no_baseline": ("无（缺少基数）", "none (no baseline)"),
    "no_path_now": ("无", "none"),
    "no_method": ("未指定方法", "no method asked"),
    "assumed": ("设定", "assumed"),
    "in_parts": ("逐项判断，见下", "part by part, see below"),
    # Trajectories
    "ways": ("走势与路径", "From baseline to target"),
    "ways_note": (
        (
            "虚线为从基期经各年度任务到目标的应达到水平，菱形为目标；斜线为尚无数据的时段，不代表数值为零。"
            "缺少基数的不画路径；未指定推算方法的不作推算。"
        ),
        (
            "The dashed line leads from the baseline through the annual tasks to the target, the open diamond. Hatched is the "
            "time of which nothing is known: never a zero. Without a baseline no path is drawn, and without a named method "
            "nothing is projected."
        ),
    ),
    "way_title": ("{name}：走势与路径", "{name}: from baseline to target"),
    "way_start": ("基数：{period}，{amount}", "baseline: {amount} in {period}"),
    "way_assumed": (
        "基数：{period}，{amount}（原文未载明基期，由编制者设定）",
        "baseline: {amount} in {period} (the document states no baseline; this one is assumed)",
    ),
    "way_observed": ("实际值：{period}，{amount}", "observed: {amount} in {period}"),
    "way_nothing": ("实际值：无数据", "observed: no data"),
    "way_in_parts": ("实际值：只有分段数据", "observed: amounts of parts of the period only"),
    "way_nothing_since": ("实际值：基期之后无数据", "observed: no data after the baseline"),
    "way_step": ("年度任务：{period}，{amount}", "annual task: {amount} in {period}"),
    "way_goal": ("目标：{period}，{amount}", "target: {amount} in {period}"),
    "way_path": ("路径：{said}", "path: {said}"),
    "way_projection": ("推算：{said}", "projection: {said}"),
    "way_not_drawn": ("未画", "not drawn"),
    "no_due_no_way": ("未载明完成时限，也无数据，无图", "no due period and no data, so no picture"),
    "revised": ("经修订", "revised"),
    "key_start": ("基数", "baseline"),
    "key_assumed": ("基数（设定）", "baseline (assumed)"),
    "key_observed": ("实际值", "observed"),
    "key_provisional": ("初步数", "provisional"),
    "key_interval": ("区间", "interval"),
    "key_revised": ("经修订", "revised"),
    "key_path": ("应达到水平", "path"),
    "key_projection": ("推算", "projection"),
    "key_step": ("年度任务", "annual task"),
    "key_goal": ("目标", "target"),
    "key_zone": ("符合要求的范围", "accepted"),
    "key_unknown": ("尚无数据", "nothing known"),
    "key_as_of": ("截至日期", "date of the report"),
    "outlook_line": ("按{method}判断：{status}", "By {method}: {status}"),
    "no_topic": ("未分类", "Without a heading"),
    "slice": ("年度任务", "annual task"),
    "stretch": ("争取目标", "stretch goal"),
    "part": ("其中项", "part of another"),
    "written_as": ("原文写作“{words}”", "written as “{words}”"),
    "for_entity": ("适用：{name}", "for {name}"),
    "no_data": ("无数据", "no data"),
    "no_data_yet": ("{period}尚无数据", "nothing known of {period} yet"),
    "latest": ("最近：{period}{amount}", "latest: {amount} in {period}"),
    "no_margin": ("无", "none"),
    "no_chart": ("无图", "no chart"),
    "no_due": ("未载明", "not stated"),
    "not_final": ("暂定", "may still change"),
    "no_owner": ("原文未写", "nobody named"),
    "parts": ("分项情况", "Part by part"),
    "per_reading": ("逐一理解", "reading by reading"),
    # Charts
    "chart_title": ("{name}：实际值与目标线", "{name}: observed against target"),
    "chart_target": ("要求{asked}", "asked: {asked}"),
    "chart_observed": ("{period}实际值{amount}", "observed in {period}: {amount}"),
    "chart_latest": ("最近一期{period}{amount}，不作为判定依据", "latest, in {period}: {amount}; it decides nothing"),
    "chart_none": ("无数据", "no data"),
    "chart_not_decisive": ("最近一期", "latest"),
    # Plots of a notebook
    "to_asked": ("{observed}；要求{asked}", "{observed}; asked: {asked}"),
    "latest_sign": ("最近一期，不作为判定依据", "latest known; decides nothing"),
    "range_or_missing": ("可能范围；整条为无数据", "possible range; whole bar: no data"),
    "goal_line": ("目标线", "target"),
    "goal_lines": ("目标线（可有多种理解）", "target, one of several readings"),
    "cell_signs": (
        "格内数字为承担事项数；√ 已完成，× 未完成，? 无法判定",
        "numbers count items; √ met, × not met, ? undetermined",
    ),
    # Sections
    "milestones": ("节点事项", "Milestones"),
    "milestones_caption": ("节点事项完成情况（{as_of}）", "How the milestones stand ({as_of})"),
    "aims": ("定性目标", "Goals in words"),
    "aims_caption": ("定性目标（{as_of}）", "Goals in words ({as_of})"),
    "aims_note": (
        "以下目标原文未给出可衡量的标准，只列示，不判定完成与否。",
        "These goals have nothing to measure as written. They are shown, and never judged.",
    ),
    "responsibilities": ("责任单位", "Who answers for what"),
    "responsibilities_caption": (
        "各单位承担事项及完成情况（{as_of}）",
        "What each body answers for, and how it stands ({as_of})",
    ),
    "responsibilities_note": (
        "名单次序与原文一致，次序不代表牵头；原文未写明的责任，不作推定。",
        "Order follows the document and is no evidence of a lead. Nothing the document leaves out is filled in.",
    ),
    "matrix_caption": ("各单位承担事项数", "How much each body answers for"),
    "matrix_note": (
        "表中数字为承担的事项数（定量指标、节点事项、定性目标、规定和措施合计），颜色越深事项越多。",
        "The numbers count targets, milestones, goals in words, rules and measures; the darker, the more.",
    ),
    "without_owner": ("未写责任单位的目标", "Goals for which the document names nobody"),
    "without_owner_caption": (
        "原文未写责任单位的目标：{count}项",
        "Goals for which the document names nobody: {count}",
    ),
    "without_owner_note": (
        "下列目标原文没有写明责任单位。年度任务和措施的责任单位不推及这些目标。",
        "The document names nobody responsible for these. Nobody is carried over from an annual task or a measure.",
    ),
    "continued": ("{name}（续）", "{name} (continued)"),
    "nothing": ("无", "none"),
    "collective": ("统称，原文未列出成员", "a collective; the document does not list its members"),
    "collective_of": ("统称，包括：{names}", "a collective of: {names}"),
    "also_written": ("又写作：{names}", "also written: {names}"),
    "level": ("{level}", "{level} level"),
    "rules": ("规定", "Rules"),
    "rules_caption": ("无完成时限的规定", "Rules, without deadline"),
    "rules_note": (
        "规定约束某一方，没有完成时限，只列示，不判定。",
        "A rule binds somebody and has no deadline. It is shown, and not judged.",
    ),
    "measures": ("工作措施", "Measures"),
    "measures_caption": ("工作措施及责任单位", "Measures and who answers for them"),
    "measures_note": (
        "原文未写明某项措施服务于哪项目标的，此处不作对应。",
        "Where the document does not say which goal a measure serves, nothing is said here.",
    ),
    "findings": ("存疑之处", "What the source leaves open"),
    "findings_caption": ("原文没有说清或前后不一的地方", "What the text leaves open or says unevenly"),
    "findings_note": (
        "下列各处未作推定；影响判定的，已在相应目标中按各种理解分别判断。",
        "Nothing here was guessed. Where it bears on a verdict, the target is judged under every reading.",
    ),
    "records": ("数据", "Data"),
    "records_caption": ("所用数据及来源", "The records, and where they come from"),
    "records_note": (
        "公布日期晚于截至日期的数据，不参与本次判定。",
        "What was published after the date of the report plays no part in it.",
    ),
    "counts_not": ("未参与判定", "plays no part"),
    "sources": ("出处与原文", "Sources and text"),
    "documents_caption": ("所引文件", "Documents cited"),
    "at_hand": ("已取得，引文均与原文逐字核对", "at hand; every quote was checked against it, letter by letter"),
    "at_hand_faulty": (
        "已取得；有{count}处引文与原文不符",
        "at hand; quotes that do not stand in it: {count}",
    ),
    "not_at_hand": ("未取得原文，尚未核对", "text not at hand, unverified"),
    "fault": ("引文与原文不符", "the quote does not stand there"),
    "unknown_document": ("引用的文件不在清单中", "the document cited is not listed"),
    "no_citation": ("未载明", "not stated"),
    "quotes_caption": ("引文一览：{title}", "Quotes: {title}"),
    "quotes_note": (
        "字符位置从0起算，含起点，不含终点；点击引文可在原文中查看。",
        "Characters are counted from 0; the first is included, the last is not. A quote leads to its place in the text.",
    ),
    "text_of": ("原文：{title}", "Text: {title}"),
    "text_note": (
        "以下为原文全文，标示部分为本报告引用之处。",
        "The whole text as it stands; marked are the words this report cites.",
    ),
    "to_text": ("在原文中查看", "show it in the text"),
    "characters": ("第{start}—{end}字符", "characters {start}–{end}"),
    "clause": ("{place}", "clause {place}"),
    "row": ("{place}", "annex, row {number}"),
    "section": ("{place}", "section {place}"),
    "the_title": ("标题", "the title"),
    "the_opening": ("引言", "the opening words"),
    "whole_text": ("全文", "the whole text"),
    "the_annex": ("附件", "the annex"),
    # Marks of grammar
    "between_names": ("、", ", "),
    "between_phrases": ("；", "; "),
    "colon": ("：", ": "),
    "brackets": ("（{inside}）", " ({inside})"),
    "to": ("{low}至{high}", "{low} to {high}"),
    "or": ("或", " or "),
    "or_more": ("不低于{amount}", "{amount} or more"),
    "or_less": ("不高于{amount}", "{amount} or less"),
    "unbounded": ("不确定", "any amount"),
}
"""Key to Chinese and English words; what stands in braces is filled in."""


def _known(instance: Words, attribute: attrs.Attribute[str], value: str) -> None:
    if value not in LANGUAGES:
        raise InvalidValueError(owner(instance, attribute.name), "'zh' or 'en'", repr(value), "choose one of the two")


@attrs.frozen
class Words:
    """The words in one language."""

    lang: str = attrs.field(validator=_known)

    def __call__(self, key: str, **inside: object) -> str:
        """Give the words for a key, with what stands in braces filled in."""
        words = WORDS[key][LANGUAGES.index(self.lang)]
        return words.format(**inside) if inside else words

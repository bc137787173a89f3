import type { Spoken } from '../../platform/i18n/words.ts'
import type { ConditionKind } from '../condition.ts'
import type { DueKind } from '../due.ts'
import type { QuestionKind } from '../question.ts'

export interface KnowledgeText {
  readonly dues: string
  readonly duesHint: string
  readonly kinds: Readonly<Record<DueKind, string>>
  readonly kind: string
  readonly dueOn: string
  readonly every: string
  readonly warn: string
  readonly blocks: string
  readonly blocking: string
  readonly lastDone: (day: string) => string
  readonly due: (day: string) => string
  readonly coming: (day: string) => string
  readonly overdue: (day: string) => string
  readonly doneToday: string
  readonly beyond: (count: number) => string
  readonly beyondWhy: string
  readonly keep: string
  readonly remove: string
  readonly dueFault: string
  readonly comingTitle: string
  readonly noticeComing: (kind: string, day: string) => string
  readonly noticeOver: (kind: string, day: string) => string
  readonly noticeBlocked: (kind: string, day: string) => string
  readonly asked: string
  readonly askedHint: string
  readonly ofCategory: string
  readonly words: string
  readonly answerKind: string
  readonly answerKinds: Readonly<Record<QuestionKind, string>>
  readonly choices: string
  readonly choicesHint: string
  readonly required: string
  readonly optional: string
  readonly forAll: string
  readonly add: string
  readonly change: string
  readonly questionFault: string
  readonly yes: string
  readonly no: string
  readonly faults: Readonly<Record<'missing' | 'unfit', string>>
  readonly conditions: string
  readonly keepConditions: string
  readonly conditionKinds: Readonly<Record<ConditionKind, string>>
  readonly condition: Readonly<Record<ConditionKind, (grade: number) => string>>
  readonly atLeast: Readonly<Record<ConditionKind, string>>
  readonly any: string
}

/** Words of what a laboratory must know. */
export const knowledgeText: Spoken<KnowledgeText> = {
  'zh-Hans': {
    dues: '校准与保养',
    duesHint: '每一类一个到期日；同一类再次保存即为修改。',
    kinds: { calibration: '校准', maintenance: '保养', safety: '安全检查' },
    kind: '类别',
    dueOn: '到期日',
    every: '周期（天）',
    warn: '提前提醒（天）',
    blocks: '过期后不可预约',
    blocking: '过期即停约',
    lastDone: (day) => `上次完成：${day}`,
    due: (day) => `${day} 到期`,
    coming: (day) => `即将到期：${day}`,
    overdue: (day) => `已过期：${day}`,
    doneToday: '今天已完成',
    beyond: (count) => `${count} 个已有预约晚于停约的到期日；预约仍保留。`,
    beyondWhy: '晚于到期日',
    keep: '保存到期日',
    remove: '删除',
    dueFault: '请填写到期日、1–3650 天的周期和 0–365 天的提醒。',
    comingTitle: '校准与保养到期',
    noticeComing: (kind, day) => `${kind}将于 ${day} 到期。`,
    noticeOver: (kind, day) => `${kind}已于 ${day} 到期，使用前请留意。`,
    noticeBlocked: (kind, day) => `${kind}于 ${day} 到期；完成之前，只能预约到当天为止。`,
    asked: '预约时的提问',
    askedHint: '修改后，已有预约保留当时的问题与回答。',
    ofCategory: '本平台同类别都问',
    words: '问题',
    answerKind: '回答方式',
    answerKinds: { text: '文字', choice: '单选', 'yes-no': '是 / 否', number: '数字' },
    choices: '选项',
    choicesHint: '每行一个，仅用于单选。',
    required: '必填',
    optional: '选填',
    forAll: '本平台同类别的仪器都问',
    add: '添加问题',
    change: '修改',
    questionFault: '请填写问题；单选至少要有两个选项。',
    yes: '是',
    no: '否',
    faults: { missing: '此项必填。', unfit: '回答不符合要求。' },
    conditions: '环境条件',
    keepConditions: '保存环境条件',
    conditionKinds: {
      clean: '洁净等级',
      biosafety: '生物安全等级',
      ventilation: '换气次数（次/时）',
      power: '不间断电源',
    },
    condition: {
      clean: (grade) => `洁净 ISO ${grade} 级`,
      biosafety: (grade) => `生物安全 BSL-${grade}`,
      ventilation: (grade) => `换气 ${grade} 次/时`,
      power: () => '不间断电源',
    },
    atLeast: {
      clean: '洁净等级不低于',
      biosafety: '生物安全不低于',
      ventilation: '每小时换气至少',
      power: '有不间断电源',
    },
    any: '不限',
  },
  'zh-Hant': {
    dues: '校正與保養',
    duesHint: '每一類一個到期日；同一類再次儲存即為修改。',
    kinds: { calibration: '校正', maintenance: '保養', safety: '安全檢查' },
    kind: '類別',
    dueOn: '到期日',
    every: '週期（天）',
    warn: '提前提醒（天）',
    blocks: '逾期後不可預約',
    blocking: '逾期即停約',
    lastDone: (day) => `上次完成：${day}`,
    due: (day) => `${day} 到期`,
    coming: (day) => `即將到期：${day}`,
    overdue: (day) => `已逾期：${day}`,
    doneToday: '今天已完成',
    beyond: (count) => `${count} 筆既有預約晚於停約的到期日；預約仍保留。`,
    beyondWhy: '晚於到期日',
    keep: '儲存到期日',
    remove: '刪除',
    dueFault: '請填寫到期日、1–3650 天的週期與 0–365 天的提醒。',
    comingTitle: '校正與保養到期',
    noticeComing: (kind, day) => `${kind}將於 ${day} 到期。`,
    noticeOver: (kind, day) => `${kind}已於 ${day} 到期，使用前請留意。`,
    noticeBlocked: (kind, day) => `${kind}於 ${day} 到期；完成之前，只能預約至當天為止。`,
    asked: '預約時的提問',
    askedHint: '修改後，既有預約保留當時的問題與回答。',
    ofCategory: '本平台同類別皆詢問',
    words: '問題',
    answerKind: '回答方式',
    answerKinds: { text: '文字', choice: '單選', 'yes-no': '是 / 否', number: '數字' },
    choices: '選項',
    choicesHint: '每行一個，僅用於單選。',
    required: '必填',
    optional: '選填',
    forAll: '本平台同類別的儀器皆詢問',
    add: '新增問題',
    change: '修改',
    questionFault: '請填寫問題；單選至少要有兩個選項。',
    yes: '是',
    no: '否',
    faults: { missing: '此項必填。', unfit: '回答不符合要求。' },
    conditions: '環境條件',
    keepConditions: '儲存環境條件',
    conditionKinds: {
      clean: '潔淨等級',
      biosafety: '生物安全等級',
      ventilation: '換氣次數（次/時）',
      power: '不斷電系統',
    },
    condition: {
      clean: (grade) => `潔淨 ISO ${grade} 級`,
      biosafety: (grade) => `生物安全 BSL-${grade}`,
      ventilation: (grade) => `換氣 ${grade} 次/時`,
      power: () => '不斷電系統',
    },
    atLeast: {
      clean: '潔淨等級不低於',
      biosafety: '生物安全不低於',
      ventilation: '每小時換氣至少',
      power: '有不斷電系統',
    },
    any: '不限',
  },
  en: {
    dues: 'Calibration and upkeep',
    duesHint: 'One date for each kind; saving a kind again changes it.',
    kinds: { calibration: 'Calibration', maintenance: 'Maintenance', safety: 'Safety check' },
    kind: 'Kind',
    dueOn: 'Due on',
    every: 'Every (days)',
    warn: 'Warn before (days)',
    blocks: 'No bookings past the date',
    blocking: 'blocks when overdue',
    lastDone: (day) => `last done ${day}`,
    due: (day) => `due ${day}`,
    coming: (day) => `soon due: ${day}`,
    overdue: (day) => `overdue since ${day}`,
    doneToday: 'Done today',
    beyond: (count) =>
      `${count === 1 ? '1 booking reaches' : `${count} bookings reach`} beyond a blocking date; nothing is cancelled.`,
    beyondWhy: 'beyond the due date',
    keep: 'Save the date',
    remove: 'Remove',
    dueFault: 'Give the date, an interval of 1–3650 days and a warning of 0–365 days.',
    comingTitle: 'Calibration and upkeep due',
    noticeComing: (kind, day) => `${kind} is due on ${day}.`,
    noticeOver: (kind, day) => `${kind} was due on ${day}: mind it before use.`,
    noticeBlocked: (kind, day) => `${kind} is due on ${day}: until it is done, bookings end that day at the latest.`,
    asked: 'Asked at booking',
    askedHint: 'Bookings keep the question as it was asked, and its answer.',
    ofCategory: 'for the whole category',
    words: 'Question',
    answerKind: 'Answer',
    answerKinds: { text: 'Text', choice: 'Choice', 'yes-no': 'Yes or no', number: 'Number' },
    choices: 'Choices',
    choicesHint: 'One a line, for a choice only.',
    required: 'Required',
    optional: 'optional',
    forAll: 'Ask it for all of this category in the facility',
    add: 'Add the question',
    change: 'Change',
    questionFault: 'Write the question; a choice needs at least two choices.',
    yes: 'Yes',
    no: 'No',
    faults: { missing: 'This must be answered.', unfit: 'This answer does not fit.' },
    conditions: 'Conditions',
    keepConditions: 'Save the conditions',
    conditionKinds: {
      clean: 'Clean class (ISO)',
      biosafety: 'Biosafety level',
      ventilation: 'Air changes an hour',
      power: 'Uninterrupted power',
    },
    condition: {
      clean: (grade) => `ISO ${grade} clean`,
      biosafety: (grade) => `BSL-${grade}`,
      ventilation: (grade) => `${grade} air changes an hour`,
      power: () => 'uninterrupted power',
    },
    atLeast: {
      clean: 'Clean class, or cleaner',
      biosafety: 'Biosafety level, or higher',
      ventilation: 'Air changes an hour, at least',
      power: 'With uninterrupted power',
    },
    any: 'Any',
  },
}

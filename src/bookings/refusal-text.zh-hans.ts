import type { RefusalTexts } from './refusal-text.ts'

export const refusalsHans: RefusalTexts = {
  'resource-unavailable': ({ actual }) => ({
    detail: `该资源${states[String(actual)] ?? '目前不可预约'}。`,
    remedy: '请改约同类的其他资源，或联系实验室管理员。',
  }),
  'not-permitted': () => ({
    detail: '您或您的单位不在这台资源的可预约范围内。',
    remedy: '请联系单位管理员或该平台，申请使用权限。',
  }),
  'qualification-missing': () => ({
    detail: '使用这台资源需要先通过培训，您在该时段没有有效资格。',
    remedy: '请先报名培训，或请有资格的同事、平台人员代为操作。',
  }),
  'qualification-expired': ({ limit }, say) => ({
    detail: `您的使用资格到 ${say.moment(limit)} 为止，早于预约结束时间。`,
    remedy: '请改约到期之前的时间，或先复训延期。',
  }),
  'outside-opening-hours': ({ facts }, say) => ({
    detail: `${facts.date ? `${say.day(facts.date)} ` : ''}这段时间不在开放时间内。`,
    remedy: '请改到开放时间内，或选下面的其他时间。',
  }),
  closed: ({ facts }, say) => ({ detail: closedText(facts, say), remedy: '请选下面的其他时间，或改约同类资源。' }),
  misaligned: ({ limit }, say) => ({
    detail: Number(limit) > 1 ? `开始时间须按 ${say.minutes(limit)} 的间隔。` : '开始和结束须为整分钟。',
    remedy: '请选最近的整点间隔。',
  }),
  'too-short': ({ limit, actual }, say) => ({
    detail: `至少预约 ${say.minutes(limit)}，您选了 ${say.minutes(actual)}。`,
    remedy: `请延长到 ${say.minutes(limit)} 或更久。`,
  }),
  'too-long': ({ limit, actual }, say) => ({
    detail: `一次最多预约 ${say.minutes(limit)}，您选了 ${say.minutes(actual)}。`,
    remedy: '请缩短时间，或分成几次预约。',
  }),
  'too-soon': ({ limit }, say) => ({
    detail: `须至少提前 ${say.minutes(limit)} 预约。`,
    remedy: '请改约更晚的时间；确有急用，可请实验室管理员放行。',
  }),
  'too-late-to-change': ({ limit }, say) => ({
    detail: `改约须在 ${say.moment(limit)} 之前，现已截止。`,
    remedy: '可以取消后另约（可能收取费用），或联系实验室管理员。',
  }),
  'beyond-horizon': ({ limit }) => ({
    detail: `最多提前 ${Number(limit)} 天预约。`,
    remedy: '请改约更近的日期，或到时再来预约。',
  }),
  'in-the-past': () => ({ detail: '这段时间已经过去。', remedy: '请选从现在起的时间。' }),
  'unit-taken': () => ({ detail: '这段时间已被占用。', remedy: '请选下面的其他时间或同类资源，也可以加入候补。' }),
  'person-busy': ({ facts }, say) => ({
    detail: `您同一时间已有另一个预约${facts.until ? `，到 ${say.moment(facts.until)} 结束` : ''}，该平台不允许同时占用两处。`,
    remedy: '请改到那之后，或先取消另一个预约。',
  }),
  'quota-exceeded': ({ limit, facts }, say) =>
    limit === null
      ? { detail: '使用限额刚刚被用完。', remedy: '请缩短时间、改约其他时间，或请单位管理员申请调整限额。' }
      : {
          detail: `${windowText(facts)}使用限额为 ${say.amount(limit)}，已用 ${say.amount(facts.used)}，这次还要 ${say.amount(facts.asked)}。`,
          remedy: `${resetText(facts, say)}请缩短时间或改约到限额重新计算之后，也可请单位管理员申请调整限额。`,
        },
  'budget-exceeded': ({ limit, facts }, say) => ({
    detail: `课题预算为 ${say.amount(limit)}，已占用 ${say.amount(facts.used)}，这次还要 ${say.amount(facts.asked)}。`,
    remedy: '请换一个课题，或请单位管理员追加预算。',
  }),
  'credit-exceeded': ({ limit, facts }, say) => ({
    detail: `单位信用额度为 ${say.amount(limit)}，已占用 ${say.amount(facts.used)}，这次还要 ${say.amount(facts.asked)}。`,
    remedy: '请联系单位财务结清欠款或预存款项。',
  }),
  'firm-suspended': ({ actual, facts }) => ({
    detail:
      actual === 'departed'
        ? '您的单位已离园，不能再预约。'
        : `您的单位已被暂停预约。${facts.note ? `园区说明：${facts.note}` : ''}`,
    remedy: '请单位管理员与园区联系。',
  }),
  'person-suspended': ({ limit }, say) => ({
    detail: `因多次爽约，您在 ${say.moment(limit)} 之前不能在这个平台新建预约。`,
    remedy: '可以到期后再预约、请同事预约，或在“爽约与申诉”（/me/conduct）提出申诉。',
  }),
  'project-closed': ({ limit, actual, measure }, say) => ({
    detail:
      measure === 'instant'
        ? Number(actual) < Number(limit)
          ? `课题从 ${say.moment(limit)} 起才可使用。`
          : `课题到 ${say.moment(limit)} 为止。`
        : '这个课题已关闭。',
    remedy: '请换一个课题，或请单位管理员调整课题起止日期。',
  }),
  'price-missing': () => ({
    detail: '这段时间还没有适用于您单位的收费标准，为免误收，暂不能预约。',
    remedy: '请联系平台发布收费标准。',
  }),
  'past-due': ({ limit, facts }, say) => ({
    detail: `${dues[facts.name ?? ''] ?? '检查'}须在 ${say.moment(limit)} 前完成，早于预约结束时间。`,
    remedy: '请改约在此之前的时间，或向平台管理员询问何时完成。',
  }),
  unanswered: ({ actual, facts }) => ({
    detail:
      actual === 'unfit'
        ? `回答不符合要求：${facts.words?.hans ?? '实验室的提问'}`
        : `此项必须填写：${facts.words?.hans ?? '实验室的提问'}`,
    remedy: '请填写后重新提交。',
  }),
}

const dues: Readonly<Record<string, string>> = { calibration: '校准', maintenance: '保养', safety: '安全检查' }

type Facts = Parameters<RefusalTexts['closed']>[0]['facts']
type Say = Parameters<RefusalTexts['closed']>[1]

const states: Readonly<Record<string, string>> = {
  draft: '尚未发布',
  'out-of-service': '已停用检修',
  retired: '已报废或停止服务',
}

const closures: Readonly<Record<string, string>> = {
  maintenance: '维护',
  fault: '故障停机',
  calibration: '校准',
  event: '活动占用',
}

const windows: Readonly<Record<string, string>> = {
  day: '当日',
  week: '当周',
  month: '当月',
  quarter: '当季',
  year: '当年',
  none: '总',
}

function closedText({ closedBy, closureKind, date, name, note, until }: Facts, say: Say): string {
  const why = note ? `（${note}）` : ''
  if (closureKind !== undefined) {
    return `${closures[closureKind] ?? '停机'}${why}${until ? `，预计到 ${say.moment(until)}` : ''}。`
  }
  if (closedBy === 'holiday') return `${date ? `${say.day(date)} ` : ''}${name ?? '节假日'}不开放。`
  return `${date ? `${say.day(date)} ` : ''}当天另有安排，这段时间不开放${why}。`
}

function windowText({ window, windowDays }: Facts): string {
  return window === 'rolling' ? `任意连续 ${windowDays} 天的` : (windows[window ?? ''] ?? '')
}

function resetText({ resetsAt }: Facts, say: Say): string {
  return resetsAt ? `限额于 ${say.moment(resetsAt)} 重新计算。` : ''
}

import type { RefusalTexts } from './refusal-text.ts'

export const refusalsHant: RefusalTexts = {
  'resource-unavailable': ({ actual }) => ({
    detail: `此資源${states[String(actual)] ?? '目前無法預約'}。`,
    remedy: '請改約同類的其他資源，或洽實驗室管理員。',
  }),
  'not-permitted': () => ({
    detail: '您或您的單位不在此資源的可預約範圍內。',
    remedy: '請洽單位管理員或該平台，申請使用權限。',
  }),
  'qualification-missing': () => ({
    detail: '使用此資源須先完成訓練，您在該時段沒有有效資格。',
    remedy: '請先報名訓練，或請具資格的同事、平台人員代為操作。',
  }),
  'qualification-expired': ({ limit }, say) => ({
    detail: `您的使用資格至 ${say.moment(limit)} 為止，早於預約結束時間。`,
    remedy: '請改約到期之前的時間，或先完成複訓展延。',
  }),
  'outside-opening-hours': ({ facts }, say) => ({
    detail: `${facts.date ? `${say.day(facts.date)} ` : ''}這段時間不在開放時間內。`,
    remedy: '請改至開放時間內，或選下方的其他時間。',
  }),
  closed: ({ facts }, say) => ({ detail: closedText(facts, say), remedy: '請選下方的其他時間，或改約同類資源。' }),
  misaligned: ({ limit }, say) => ({
    detail: Number(limit) > 1 ? `開始時間須依 ${say.minutes(limit)} 的間隔。` : '開始與結束須為整分鐘。',
    remedy: '請選最接近的時間間隔。',
  }),
  'too-short': ({ limit, actual }, say) => ({
    detail: `至少預約 ${say.minutes(limit)}，您選了 ${say.minutes(actual)}。`,
    remedy: `請延長至 ${say.minutes(limit)} 以上。`,
  }),
  'too-long': ({ limit, actual }, say) => ({
    detail: `單次最多預約 ${say.minutes(limit)}，您選了 ${say.minutes(actual)}。`,
    remedy: '請縮短時間，或分成數次預約。',
  }),
  'too-soon': ({ limit }, say) => ({
    detail: `須至少提前 ${say.minutes(limit)} 預約。`,
    remedy: '請改約較晚的時間；若有急用，可請實驗室管理員放行。',
  }),
  'too-late-to-change': ({ limit }, say) => ({
    detail: `改約須在 ${say.moment(limit)} 之前，現已截止。`,
    remedy: '可取消後另約（可能酌收費用），或洽實驗室管理員。',
  }),
  'beyond-horizon': ({ limit }) => ({
    detail: `最多提前 ${Number(limit)} 天預約。`,
    remedy: '請改約較近的日期，或屆時再來預約。',
  }),
  'in-the-past': () => ({ detail: '這段時間已經過去。', remedy: '請選現在起的時間。' }),
  'unit-taken': () => ({ detail: '這段時間已被占用。', remedy: '請選下方的其他時間或同類資源，也可以加入候補。' }),
  'person-busy': ({ facts }, say) => ({
    detail: `您同一時間已有另一筆預約${facts.until ? `，至 ${say.moment(facts.until)} 結束` : ''}，此平台不允許同時占用兩處。`,
    remedy: '請改至該時間之後，或先取消另一筆預約。',
  }),
  'quota-exceeded': ({ limit, facts }, say) =>
    limit === null
      ? { detail: '使用限額剛剛被用完。', remedy: '請縮短時間、改約其他時間，或請單位管理員申請調整限額。' }
      : {
          detail: `${windowText(facts)}使用限額為 ${say.amount(limit)}，已用 ${say.amount(facts.used)}，這次還需 ${say.amount(facts.asked)}。`,
          remedy: `${resetText(facts, say)}請縮短時間或改約至限額重新計算之後，也可請單位管理員申請調整限額。`,
        },
  'budget-exceeded': ({ limit, facts }, say) => ({
    detail: `課題預算為 ${say.amount(limit)}，已占用 ${say.amount(facts.used)}，這次還需 ${say.amount(facts.asked)}。`,
    remedy: '請改用其他課題，或請單位管理員追加預算。',
  }),
  'credit-exceeded': ({ limit, facts }, say) => ({
    detail: `單位信用額度為 ${say.amount(limit)}，已占用 ${say.amount(facts.used)}，這次還需 ${say.amount(facts.asked)}。`,
    remedy: '請洽單位財務結清欠款或預存款項。',
  }),
  'firm-suspended': ({ actual, facts }) => ({
    detail:
      actual === 'departed'
        ? '您的單位已離園，無法再預約。'
        : `您的單位已被暫停預約。${facts.note ? `園區說明：${facts.note}` : ''}`,
    remedy: '請單位管理員與園區聯繫。',
  }),
  'person-suspended': ({ limit }, say) => ({
    detail: `因多次爽約，您在 ${say.moment(limit)} 之前不能在這個平台新增預約。`,
    remedy: '可以到期後再預約、請同事預約，或在「爽約與申訴」（/me/conduct）提出申訴。',
  }),
  'project-closed': ({ limit, actual, measure }, say) => ({
    detail:
      measure === 'instant'
        ? Number(actual) < Number(limit)
          ? `課題自 ${say.moment(limit)} 起才可使用。`
          : `課題至 ${say.moment(limit)} 為止。`
        : '此課題已關閉。',
    remedy: '請改用其他課題，或請單位管理員調整課題起訖日期。',
  }),
  'price-missing': () => ({
    detail: '這段時間尚無適用於貴單位的收費標準，為免誤收，暫時無法預約。',
    remedy: '請洽平台公布收費標準。',
  }),
  'past-due': ({ limit, facts }, say) => ({
    detail: `${dues[facts.name ?? ''] ?? '檢查'}須於 ${say.moment(limit)} 前完成，早於預約結束時間。`,
    remedy: '請改約在此之前的時間，或向平台管理員詢問完成時間。',
  }),
  unanswered: ({ actual, facts }) => ({
    detail:
      actual === 'unfit'
        ? `回答不符合要求：${facts.words?.hant ?? '實驗室的提問'}`
        : `此項必須填寫：${facts.words?.hant ?? '實驗室的提問'}`,
    remedy: '請填寫後重新送出。',
  }),
}

const dues: Readonly<Record<string, string>> = { calibration: '校正', maintenance: '保養', safety: '安全檢查' }

type Facts = Parameters<RefusalTexts['closed']>[0]['facts']
type Say = Parameters<RefusalTexts['closed']>[1]

const states: Readonly<Record<string, string>> = {
  draft: '尚未發布',
  'out-of-service': '已停用檢修',
  retired: '已報廢或停止服務',
}

const closures: Readonly<Record<string, string>> = {
  maintenance: '維護',
  fault: '故障停機',
  calibration: '校正',
  event: '活動占用',
}

const windows: Readonly<Record<string, string>> = {
  day: '當日',
  week: '當週',
  month: '當月',
  quarter: '當季',
  year: '當年',
  none: '總',
}

function closedText({ closedBy, closureKind, date, name, note, until }: Facts, say: Say): string {
  const why = note ? `（${note}）` : ''
  if (closureKind !== undefined) {
    return `${closures[closureKind] ?? '停機'}${why}${until ? `，預計至 ${say.moment(until)}` : ''}。`
  }
  if (closedBy === 'holiday') return `${date ? `${say.day(date)} ` : ''}${name ?? '國定假日'}不開放。`
  return `${date ? `${say.day(date)} ` : ''}當日另有安排，這段時間不開放${why}。`
}

function windowText({ window, windowDays }: Facts): string {
  return window === 'rolling' ? `任意連續 ${windowDays} 天的` : (windows[window ?? ''] ?? '')
}

function resetText({ resetsAt }: Facts, say: Say): string {
  return resetsAt ? `限額於 ${say.moment(resetsAt)} 重新計算。` : ''
}

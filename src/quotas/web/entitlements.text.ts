import type { Spoken } from '../../platform/i18n/words.ts'

export interface EntitlementsText {
  readonly title: string
  readonly intro: string
  readonly none: string
  readonly everywhere: string
  readonly left: (left: string, whole: string) => string
  readonly each: (hours: string) => string
  readonly set: string
  readonly whose: string
  readonly firm: string
  readonly tierOf: (tier: string) => string
  readonly facility: string
  readonly hours: string
  readonly hoursHint: string
  readonly save: string
  readonly wrong: string
}

export const entitlementsText: Spoken<EntitlementsText> = {
  'zh-Hans': {
    title: '免费机时',
    intro: '单位每月可免费使用的机时，预约时自动先扣。',
    none: '还没有免费机时。',
    everywhere: '全部设备',
    left: (left, whole) => `本月还剩 ${left}，共 ${whole}`,
    each: (hours) => `每月 ${hours}`,
    set: '设定每月免费机时',
    whose: '给谁',
    firm: '单位',
    tierOf: (tier) => `每家${tier}`,
    facility: '平台',
    hours: '每月小时数',
    hoursHint: '填 0 表示没有；已经用掉的不收回。以后归入该等级的单位也有',
    save: '保存',
    wrong: '请填 0 到 10000 的整数',
  },
  'zh-Hant': {
    title: '免費機時',
    intro: '單位每月可免費使用的機時，預約時自動先扣。',
    none: '還沒有免費機時。',
    everywhere: '全部設備',
    left: (left, whole) => `本月還剩 ${left}，共 ${whole}`,
    each: (hours) => `每月 ${hours}`,
    set: '設定每月免費機時',
    whose: '給誰',
    firm: '單位',
    tierOf: (tier) => `每家${tier}`,
    facility: '平台',
    hours: '每月小時數',
    hoursHint: '填 0 表示沒有；已經用掉的不收回',
    save: '儲存',
    wrong: '請填 0 到 10000 的整數',
  },
  en: {
    title: 'Free machine time',
    intro: 'Hours that a firm may use at no charge each month; they are taken first when it books.',
    none: 'Nobody has free machine time yet.',
    everywhere: 'every resource',
    left: (left, whole) => `${left} of ${whole} left this month`,
    each: (hours) => `${hours} a month`,
    set: 'Set free hours per month',
    whose: 'For',
    firm: 'Firm',
    tierOf: (tier) => `Every firm of the tier: ${tier}`,
    facility: 'Facility',
    hours: 'Hours per month',
    hoursHint: '0 for none; what was used already stays. A firm that comes to a tier later has its hours too',
    save: 'Save',
    wrong: 'A whole number from 0 to 10000',
  },
}

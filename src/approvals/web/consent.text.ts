import type { Spoken } from '../../platform/i18n/words.ts'

interface ConsentText {
  readonly title: string
  readonly nobodyAsked: string
  readonly awaited: (until: string) => string
  readonly approved: (at: string) => string
  readonly rejected: (at: string) => string
  readonly ahead: (until: string) => string
  readonly over: string
}

/** Words of a booking's consents. */
export const consentText: Spoken<ConsentText> = {
  'zh-Hans': {
    title: '审批',
    nobodyAsked: '这类使用已预先批准，无需等待审批。',
    awaited: (until) => `等待答复，最迟 ${until}`,
    approved: (at) => `${at} 已批准`,
    rejected: (at) => `${at} 未批准`,
    ahead: (until) => `已预先批准，有效至 ${until}`,
    over: '未答复，已无需答复',
  },
  'zh-Hant': {
    title: '審核',
    nobodyAsked: '這類使用已預先核准，不必等候審核。',
    awaited: (until) => `等候回覆，最遲 ${until}`,
    approved: (at) => `${at} 已核准`,
    rejected: (at) => `${at} 未核准`,
    ahead: (until) => `已預先核准，有效至 ${until}`,
    over: '未回覆，已不必回覆',
  },
  en: {
    title: 'Approval',
    nobodyAsked: 'This kind of use is approved ahead: nobody had to be asked.',
    awaited: (until) => `awaited, by ${until}`,
    approved: (at) => `approved, ${at}`,
    rejected: (at) => `not approved, ${at}`,
    ahead: (until) => `approved ahead, until ${until}`,
    over: 'not answered, and no longer needed',
  },
}

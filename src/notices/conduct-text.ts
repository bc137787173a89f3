import type { Spoken } from '../platform/i18n/words.ts'
import type { Said } from './letter-text.ts'

/** What is written about no-shows that were too many. */
export interface ConductLetters {
  readonly warning: (facility: string, missed: number) => Said
  readonly fee: (facility: string, missed: number, money: string) => Said
  readonly suspension: (facility: string, missed: number, until: string) => Said
  readonly appealed: (person: string, facility: string, reason: string) => Said
  readonly upheld: (facility: string, answer: string) => Said
  readonly lifted: (facility: string, answer: string) => Said
}

export const conductLetters: Spoken<ConductLetters> = {
  'zh-Hans': {
    warning: (facility, missed) => ({
      subject: `提醒：您在${facility}有 ${missed} 次爽约`,
      lines: [
        `您最近在${facility}有 ${missed} 次爽约。用不上时请提前取消，让别人能用。`,
        '如认为有误，可以在下面的页面申诉。',
      ],
    }),
    fee: (facility, missed, money) => ({
      subject: `爽约费 ${money}：${facility}`,
      lines: [
        `您最近在${facility}有 ${missed} 次爽约，按平台规则加收 ${money}，记在最后一次的课题上。`,
        '如认为有误，可以在下面的页面申诉。',
      ],
    }),
    suspension: (facility, missed, until) => ({
      subject: `您在${facility}的预约暂停至 ${until}`,
      lines: [
        `您最近在${facility}有 ${missed} 次爽约，按平台规则，您在 ${until} 之前不能在${facility}新建预约。已有的预约照常，您的同事不受影响。`,
        '如认为有误，可以在下面的页面申诉。',
      ],
    }),
    appealed: (person, facility, reason) => ({
      subject: `${person}对${facility}的爽约处理提出申诉`,
      lines: [`${person}的申诉理由：`, reason],
    }),
    upheld: (facility, answer) => ({ subject: `申诉未采纳：${facility}`, lines: ['处理维持不变。', answer] }),
    lifted: (facility, answer) => ({
      subject: `申诉已采纳：${facility}`,
      lines: ['处理已撤销：可以重新预约，收取的费用已退回账目。', answer],
    }),
  },
  'zh-Hant': {
    warning: (facility, missed) => ({
      subject: `提醒：您在${facility}有 ${missed} 次爽約`,
      lines: [
        `您最近在${facility}有 ${missed} 次爽約。用不上時請提前取消，讓別人能用。`,
        '若認為有誤，可以在下面的頁面申訴。',
      ],
    }),
    fee: (facility, missed, money) => ({
      subject: `爽約費 ${money}：${facility}`,
      lines: [
        `您最近在${facility}有 ${missed} 次爽約，依平台規則加收 ${money}，記在最後一次的計畫上。`,
        '若認為有誤，可以在下面的頁面申訴。',
      ],
    }),
    suspension: (facility, missed, until) => ({
      subject: `您在${facility}的預約暫停至 ${until}`,
      lines: [
        `您最近在${facility}有 ${missed} 次爽約，依平台規則，您在 ${until} 之前不能在${facility}新增預約。已有的預約照常，您的同事不受影響。`,
        '若認為有誤，可以在下面的頁面申訴。',
      ],
    }),
    appealed: (person, facility, reason) => ({
      subject: `${person}對${facility}的爽約處理提出申訴`,
      lines: [`${person}的申訴理由：`, reason],
    }),
    upheld: (facility, answer) => ({ subject: `申訴未採納：${facility}`, lines: ['處理維持不變。', answer] }),
    lifted: (facility, answer) => ({
      subject: `申訴已採納：${facility}`,
      lines: ['處理已撤銷：可以重新預約，收取的費用已退回帳目。', answer],
    }),
  },
  en: {
    warning: (facility, missed) => ({
      subject: `A warning: ${times(missed)} at ${facility}`,
      lines: [
        `Lately you had ${times(missed)} at ${facility}. Please cancel what you cannot use, so that others can.`,
        'If that is wrong, you can appeal on the page below.',
      ],
    }),
    fee: (facility, missed, money) => ({
      subject: `A fee of ${money} for no-shows: ${facility}`,
      lines: [
        `Lately you had ${times(missed)} at ${facility}. By its rules ${money} is charged.`,
        'It stands on the project of the last one.',
        'If that is wrong, you can appeal on the page below.',
      ],
    }),
    suspension: (facility, missed, until) => ({
      subject: `You cannot book at ${facility} until ${until}`,
      lines: [
        `Lately you had ${times(missed)} at ${facility}. By its rules you make no new bookings there until ${until}.`,
        'Those that you have stay, and your colleagues book as before.',
        'If that is wrong, you can appeal on the page below.',
      ],
    }),
    appealed: (person, facility, reason) => ({
      subject: `${person} appeals: no-shows at ${facility}`,
      lines: [`${person} says:`, reason],
    }),
    upheld: (facility, answer) => ({ subject: `Appeal answered: ${facility}`, lines: ['It stays as it is.', answer] }),
    lifted: (facility, answer) => ({
      subject: `Appeal accepted: ${facility}`,
      lines: ['It is lifted: you may book again, and a fee is given back.', answer],
    }),
  },
}

function times(missed: number): string {
  return missed === 1 ? '1 no-show' : `${missed} no-shows`
}

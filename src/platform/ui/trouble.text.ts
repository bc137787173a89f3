import type { Spoken } from '../i18n/words.ts'

export interface TroubleText {
  readonly again: string
  readonly wait: (seconds: number) => string
  readonly find: string
  readonly help: string
}

export const troubleText: Spoken<TroubleText> = {
  'zh-Hans': {
    again: '再试一次',
    wait: (seconds) => (seconds < 60 ? `大约 ${seconds} 秒后再试。` : `大约 ${Math.ceil(seconds / 60)} 分钟后再试。`),
    find: '找仪器',
    help: '看帮助',
  },
  'zh-Hant': {
    again: '再試一次',
    wait: (seconds) => (seconds < 60 ? `大約 ${seconds} 秒後再試。` : `大約 ${Math.ceil(seconds / 60)} 分鐘後再試。`),
    find: '找儀器',
    help: '看說明',
  },
  en: {
    again: 'Try again',
    wait: (seconds) => {
      const minutes = Math.ceil(seconds / 60)
      if (seconds >= 60)
        return minutes === 1 ? 'Try again in about a minute.' : `Try again in about ${minutes} minutes.`
      return seconds === 1 ? 'Try again in about a second.' : `Try again in about ${seconds} seconds.`
    },
    find: 'Find instruments',
    help: 'Help',
  },
}

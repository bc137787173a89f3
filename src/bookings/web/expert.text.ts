import type { Spoken } from '../../platform/i18n/words.ts'
import type { InstrumentText } from './text.ts'

/** What is said otherwise of a person than of a machine. */
export const expertText: Spoken<
  Pick<InstrumentText, 'taken' | 'closed' | 'shut' | 'unavailable' | 'gone' | 'goneDetail'>
> = {
  'zh-Hans': {
    taken: (from) => (from === null ? '现在有约' : `现在有约，${from} 起有空`),
    closed: (from) => (from === null ? '现在不在' : `现在不在，${from} 起有空`),
    shut: (from) => (from === null ? '现在不接待' : `现在不接待，${from} 起有空`),
    unavailable: { draft: '尚未发布', 'out-of-service': '暂不接受预约', retired: '不再接受预约' },
    gone: '不再接受预约',
    goneDetail: '您可以另找一位同领域的专家。',
  },
  'zh-Hant': {
    taken: (from) => (from === null ? '現在有約' : `現在有約，${from} 起有空`),
    closed: (from) => (from === null ? '現在不在' : `現在不在，${from} 起有空`),
    shut: (from) => (from === null ? '現在不接待' : `現在不接待，${from} 起有空`),
    unavailable: { draft: '尚未公開', 'out-of-service': '暫不接受預約', retired: '不再接受預約' },
    gone: '不再接受預約',
    goneDetail: '您可以另找一位同領域的專家。',
  },
  en: {
    taken: (from) => (from === null ? 'With somebody now' : `With somebody now, free from ${from}`),
    closed: (from) => (from === null ? 'Away now' : `Away now, free from ${from}`),
    shut: (from) => (from === null ? 'Not at work now' : `Not at work now, free from ${from}`),
    unavailable: {
      draft: 'Not published yet',
      'out-of-service': 'Takes no bookings at present',
      retired: 'Takes no more bookings',
    },
    gone: 'Takes no more bookings',
    goneDetail: 'You may find another expert in this field.',
  },
}

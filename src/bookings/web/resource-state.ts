import type { Voice } from '../../platform/i18n/voice.ts'
import { stateAt } from '../day-list.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { expertText } from './expert.text.ts'
import { textIn } from './text.ts'

export interface StateText {
  /** Its shape and colour on the page. */
  readonly kind: 'free' | 'taken' | 'closed'
  readonly text: string
}

const lookAheadSeconds = 7 * 86_400

/** What a resource is doing at this moment, in words. */
export function resourceStateText({ asked, facts }: Pick<InstrumentPage, 'asked' | 'facts'>, voice: Voice): StateText {
  const { state, kind } = asked.resource
  const words = { ...textIn(voice.locale).instrument, ...(kind === 'expert' ? expertText[voice.locale] : {}) }
  if (state !== 'published') return { kind: 'closed', text: words.unavailable[state] }
  const until = facts.now + lookAheadSeconds
  const now = stateAt(asked, facts.now, until, facts.park)
  if ('freeUntil' in now) {
    return { kind: 'free', text: now.freeUntil >= until ? words.free : words.freeUntil(voice.soon(now.freeUntil)) }
  }
  const from = now.freeFrom === null ? null : voice.soon(now.freeFrom)
  return { kind: now.why === 'taken' ? 'taken' : 'closed', text: words[now.why](from) }
}

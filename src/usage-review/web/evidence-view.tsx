import type { Voice } from '../../platform/i18n/voice.ts'
import type { Evidence } from '../evidence.ts'
import { reviewText } from './review.text.ts'

const mostSignals = 8

/** How sure it is, what was heard, and where that speaks against what was told. */
export function EvidenceView({ evidence, voice }: { readonly evidence: Evidence; readonly voice: Voice }) {
  const words = reviewText[voice.locale]
  const { grade, signals, contradictions } = evidence
  const heard = signals.slice(0, mostSignals).map(({ at, state }) => words.heard(state === 'on', voice.clock(at)))
  return (
    <>
      <small>
        {words.evidence}
        {[words.grades[grade ?? 'none'], ...heard].join(' · ')}
        {signals.length > mostSignals ? ' …' : null}
      </small>
      {contradictions.map((one) => (
        <small class="fault">{words.contradictions[one]}</small>
      ))}
    </>
  )
}

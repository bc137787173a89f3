import { approverWords } from '../../approvals/approver-words.ts'
import type { Resource } from '../../resources/resource.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { undoSeconds } from '../booking.ts'
import type { Verdict } from '../judge-booking.ts'
import { textIn } from './text.ts'

/** The resource's rules in plain sentences. */
export function ruleSentences({ policy, ...resource }: Resource, voice: Voice): string[] {
  const words = textIn(voice.locale).rules
  const { minutes } = voice
  const { minMinutes, maxMinutes, setupMinutes, cleanupMinutes } = resource
  const sentences = [
    minMinutes === maxMinutes
      ? words.oneLength(minutes(minMinutes))
      : words.length(minutes(minMinutes), minutes(maxMinutes)),
    words.ahead(policy.horizonDays),
    policy.leadMinutes > 0 && words.notice(minutes(policy.leadMinutes)),
    ...policy.approvals.map(({ by, hours }) => approverWords[voice.locale].rule[by](hours)),
    policy.checkIn === 'required' && words.checkIn(minutes(policy.checkInEarlyMinutes), minutes(policy.graceMinutes)),
    policy.checkIn === 'required' && policy.noShowPercent > 0 && words.noShow(policy.noShowPercent),
    (setupMinutes > 0 || cleanupMinutes > 0) &&
      words.buffers(
        setupMinutes > 0 ? minutes(setupMinutes) : null,
        cleanupMinutes > 0 ? minutes(cleanupMinutes) : null,
      ),
  ]
  return sentences.filter((sentence) => sentence !== false)
}

/**
 * Until when this slot could be given back for nothing: the resource's rule, or only the undo when its cut-off is near
 * or past.
 */
export function cancelRule({ terms, wanted }: Verdict, { policy }: Resource, voice: Voice): string {
  const words = textIn(voice.locale).rules
  const { freeCancellation, lateCancellationPercent } = policy
  if (lateCancellationPercent === 0 || terms.cancelFreeUntil >= wanted.startsAt) return words.always
  if (terms.cancelFreeUntil <= voice.now + undoSeconds) return words.undoOnly(lateCancellationPercent)
  if ('dayBeforeAt' in freeCancellation) return words.freeDayBefore(freeCancellation.dayBeforeAt)
  return words.freeBefore(voice.minutes(freeCancellation.minutesBefore))
}

import { AskForm, SessionsLink, Waiting } from '../../access/web/ask-form.tsx'
import type { AccessKind } from '../../access/access-request.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { mayAnywhere } from '../../firms/viewer.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import type { Refusal } from '../refusal.ts'

interface MissingLeaveProps {
  readonly page: InstrumentPage
  readonly refusals: readonly Refusal[]
  readonly voice: Voice
}

/** Where only training or access is missing, one tap asks for it; asked before, it says since when. */
export function MissingLeave({ page, refusals, voice }: MissingLeaveProps) {
  const kind = missingOf(page, refusals)
  if (kind === null) return null
  const asked = page.asking.find((one) => one.kind === kind)
  const { id, qualificationId } = page.asked.resource
  return (
    <>
      {asked ? (
        <Waiting since={asked.createdAt} voice={voice} />
      ) : (
        <AskForm resourceId={id} kind={kind} formKey={page.formKey} back voice={voice} />
      )}
      {kind === 'training' && qualificationId !== null ? <SessionsLink kindId={qualificationId} voice={voice} /> : null}
    </>
  )
}

function missingOf({ asked, facts }: InstrumentPage, refusals: readonly Refusal[]): AccessKind | null {
  const rules = new Set(refusals.map(({ rule }) => rule))
  if (!mayAnywhere(facts.viewer, 'book')) return null
  if (rules.has('not-permitted') && !asked.permitted) return 'access'
  return rules.has('qualification-missing') || rules.has('qualification-expired') ? 'training' : null
}

import type { ResourceId } from '../../kernel/id.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { AccessKind } from '../access-request.ts'
import { accessText } from './access.text.ts'

interface AskFormProps {
  readonly resourceId: ResourceId
  readonly kind: AccessKind
  readonly formKey: string
  /** True where it is asked for on the resource's own page, which is come back to. */
  readonly back?: boolean
  readonly verb?: string
  /** What is asked for, for those who hear the page. */
  readonly label?: string
  readonly voice: Voice
}

/** One tap asks the lab managers for a training, or to be let in. */
export function AskForm({ resourceId, kind, formKey, back = false, verb, label, voice }: AskFormProps) {
  const words = accessText[voice.locale]
  return (
    <form method="post" action="/me/access">
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="resource" value={resourceId} />
      <input type="hidden" name="kind" value={kind} />
      {back ? <input type="hidden" name="back" value="1" /> : null}
      <button class="button" type="submit" aria-label={label}>
        {verb ?? (kind === 'training' ? words.askTraining : words.askAccess)}
      </button>
    </form>
  )
}

/** That it was asked for, and when. */
export function Waiting({ since, voice }: { readonly since: Instant; readonly voice: Voice }) {
  return <p class="state pending">{accessText[voice.locale].waiting(voice.day(dayOf(since, voice.zone).date))}</p>
}

/** To the sessions of a training, among what one may use. */
export function SessionsLink({ kindId, voice }: { readonly kindId: string; readonly voice: Voice }) {
  return (
    <p class="beside">
      <a class="touch" href={`/me/access#training-${encodeURIComponent(kindId)}`}>
        {accessText[voice.locale].sessions}
      </a>
    </p>
  )
}

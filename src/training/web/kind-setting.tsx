import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { AffectedBooking } from '../reads/affected.ts'
import type { KindPage } from '../reads/kind-page.ts'
import { Outside } from './outside.tsx'
import { kindPath } from './paths.ts'
import { trainingText } from './training.text.ts'

export interface FilledSetting {
  readonly lapse: string
  readonly remind: string
  /** Bookings that it would leave outside, to be seen before it is made. */
  readonly affected: readonly AffectedBooking[]
}

interface KindSettingProps {
  readonly page: KindPage
  readonly filled?: FilledSetting
  readonly voice: Voice
}

/** What ends the training besides its date, and when people are reminded. */
export function KindSettingForm({ page: { kind, formKey }, filled, voice }: KindSettingProps) {
  const words = trainingText[voice.locale]
  const affected = filled?.affected ?? []
  return (
    <form method="post" action={`${kindPath(kind.id)}/setting`}>
      <FormKey value={formKey} />
      <p>{words.settingSays(kind.lapseMonths, kind.remindDays)}</p>
      {affected.length === 0 ? null : <Outside affected={affected} voice={voice} />}
      <div class="fields">
        <Field
          label={words.lapse}
          name="lapse"
          type="number"
          min={1}
          max={60}
          value={filled?.lapse ?? kind.lapseMonths ?? ''}
          hint={words.lapseHint}
        />
        <Field
          label={words.remind}
          name="remind"
          type="number"
          min={0}
          max={365}
          value={filled?.remind ?? kind.remindDays}
          hint={words.remindHint}
          required
        />
      </div>
      <button class="button" type="submit">
        {affected.length === 0 ? words.save : words.anyway}
      </button>
    </form>
  )
}

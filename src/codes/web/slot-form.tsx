import type { Child } from 'hono/jsx'
import { ConfirmBar, sumsOf, type Sum } from '../../bookings/web/confirm-bar.tsx'
import { MoreFields } from '../../bookings/web/more-fields.tsx'
import { resourcePath, slotValue } from '../../bookings/web/paths.ts'
import { cancelRule } from '../../bookings/web/rule-sentences.ts'
import { TermsTable } from '../../bookings/web/terms-table.tsx'
import { textIn } from '../../bookings/web/text.ts'
import type { Verdict } from '../../bookings/judge-booking.ts'
import type { InstrumentPage } from '../../bookings/reads/instrument-page.ts'
import { unitIdText } from '../../kernel/id.ts'
import type { Resource } from '../../resources/resource.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { landingText } from './landing.text.ts'

/** Time, price, limits, rule and one button; where use begins at once, a quiet second one only books. */
export function BookNow({ page, path, slot, begins, voice }: SlotFormProps & { readonly begins: boolean }) {
  const words = landingText[voice.locale]
  const { resource } = page.asked
  const verb = slot.needs.length > 0 ? textIn(voice.locale).instrument.request : words.confirm
  return (
    <SlotForm page={page} path={path} slot={slot} voice={voice}>
      {begins ? (
        <p class="beside">
          <button class="plain" name="later" value="1">
            {words.later}
          </button>
        </p>
      ) : null}
      <ConfirmBar
        sums={begins ? beginningSums(slot, resource, voice) : sumsOf([slot], resource, voice).sums}
        verb={begins ? words.start : verb}
        voice={voice}
      />
    </SlotForm>
  )
}

/** What has begun can't be undone: the rule of cancelling would promise too much. */
function beginningSums(slot: Verdict, resource: Resource, voice: Voice): Sum[] {
  const rule = cancelRule(slot, resource, voice)
  return sumsOf([slot], resource, voice).sums.map(({ price, notes }) => ({
    price,
    notes: [...notes.filter((note) => note !== rule), landingText[voice.locale].startDetail],
  }))
}

export interface SlotFormProps {
  readonly page: InstrumentPage
  readonly voice: Voice
  /** The address of the landing page. */
  readonly path: string
  readonly slot: Verdict
  readonly children?: Child
}

/** One time on one unit, whose booking begins where its check-in is open. */
export function SlotForm({ page, path, slot, voice, children }: SlotFormProps) {
  const { wanted } = slot
  return (
    <form class="book" method="post" action={`${resourcePath(wanted.resourceId, page.asked.resource.kind)}/book`}>
      <FormKey value={page.formKey} />
      <input type="hidden" name="slot" value={slotValue(wanted)} />
      <input type="hidden" name="begin" value="1" />
      {wanted.unitId === null ? null : <input type="hidden" name="unit" value={unitIdText(wanted.unitId)} />}
      <p class="when">{voice.near(wanted)}</p>
      <TermsTable page={page} slot={slot} path={path} voice={voice} />
      <MoreFields page={page} voice={voice} />
      {children}
    </form>
  )
}

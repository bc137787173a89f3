import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import { claimText } from '../claim-text.ts'
import type { ClaimSum } from '../reads/programmes.ts'
import type { Drawn } from './subsidies-view.tsx'
import { subsidiesText } from './subsidies.text.ts'

type ClaimsProps = Drawn & { readonly sum: ClaimSum; readonly here: string }

/** What of a month is claimed together: its files, and the next step. */
export function ClaimsOf(props: ClaimsProps) {
  const { sum, here, voice } = props
  const text = subsidiesText[voice.locale]
  const { period, state } = sum
  const files = [
    ['pack', text.pack],
    ['csv', text.csv],
    ['xlsx', text.xlsx],
  ] as const
  return (
    <section class="claims">
      <h3>
        {voice.month(period)} · {claimText[voice.locale].states[state]} · {voice.money(sum.amountMinor)}
      </h3>
      <p class="quiet">
        {text.claimCount(sum.claims)}
        {sum.paidAt === null ? '' : ` · ${voice.moment(sum.paidAt)}`}
        {sum.voucher === '' ? '' : ` · ${sum.voucher}`}
      </p>
      <p class="files">
        {files.map(([as, words]) => (
          <a class="button quiet" href={`${here}/claims/${period}/${as}`}>
            {words}
          </a>
        ))}
      </p>
      <NextStep {...props} />
    </section>
  )
}

function NextStep({ sum, here, formKey, voice }: ClaimsProps) {
  const text = subsidiesText[voice.locale]
  const { period, state, listId } = sum
  if (state === 'open') {
    return (
      <form method="post" action={`${here}/claims/${period}`}>
        <FormKey value={formKey()} />
        <button class="button" type="submit">
          {text.handIn}
        </button>
      </form>
    )
  }
  if (state === 'paid' || listId === null) return null
  return (
    <form method="post" action={`/f/claim-lists/${listId}/payment`} class="fields">
      <FormKey value={formKey()} />
      <Field label={text.voucher} name="voucher" id={`voucher-${listId}`} maxlength={80} />
      <button class="button" type="submit">
        {text.paid}
      </button>
    </form>
  )
}

import { AccessRequests } from '../../access/web/requests-view.tsx'
import type { AccessRequestId } from '../../kernel/id.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { OpenRequest } from '../../access/reads/open-requests.ts'
import { AwaitedList, type AwaitedProps } from './awaited-list.tsx'
import { OutcomeList } from './outcome-list.tsx'
import { standingPath } from './paths.ts'
import { requestsText } from './requests.text.ts'

export interface RequestsProps extends AwaitedProps {
  /** Wishes for training and access; null on a firm's page. */
  readonly access: readonly OpenRequest[] | null
  readonly faultyAccess?: AccessRequestId | undefined
}

/** What waits for a decision: bookings, many at once; then wishes for training and access. */
export function RequestsPage({ access, faultyAccess, ...props }: RequestsProps) {
  const { page, form, voice } = props
  const words = requestsText[voice.locale]
  const title = form.side === 'lab' ? words.title : words.firmTitle
  return (
    <Frame viewer={page.viewer} locale={voice.locale} title={title} wide sheets={['manager.css']}>
      <h1>{title}</h1>
      {page.outcomes === null ? null : <OutcomeList outcomes={page.outcomes} voice={voice} />}
      <section aria-labelledby="bookings">
        <h2 id="bookings">{words.bookings}</h2>
        <AwaitedList {...props} />
        <p class="beside">
          <a href={standingPath}>{words.standing}</a>
        </p>
      </section>
      {access === null ? null : (
        <section aria-labelledby="access">
          <h2 id="access">{words.access}</h2>
          <AccessRequests requests={access} formKey={page.formKey} faulty={faultyAccess} voice={voice} />
        </section>
      )}
    </Frame>
  )
}

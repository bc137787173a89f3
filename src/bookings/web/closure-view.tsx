import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { openEnd } from '../../resources/closure.ts'
import type { ClosedOut, ClosurePage } from '../reads/closure-page.ts'
import { closeText } from './close.text.ts'
import { bookingPath, closurePath, resourcePath } from './paths.ts'
import { Row } from './terms-table.tsx'

interface ClosureViewProps {
  readonly page: ClosurePage
  /** True when opening again came too late. */
  readonly tooLate: boolean
  readonly voice: Voice
}

/** A closure, what it did to whom, and the way back. */
export function ClosureView({ page, tooLate, voice }: ClosureViewProps) {
  const words = closeText[voice.locale]
  const { resource, now } = page
  const isOver = page.liftedAt !== null || page.endsAt <= now
  return (
    <>
      {tooLate ? (
        <p class="notice bad" role="alert">
          {words.tooLate}
        </p>
      ) : null}
      <header class="head">
        <p class={isOver ? 'now free' : 'now closed'}>{stateText(page, voice)}</p>
        <h1>
          <a href={resourcePath(resource.id, resource.kind)}>{nameIn(resource.names, voice.locale)}</a>
        </h1>
        <p class="when">{whenText(page, voice)}</p>
      </header>
      {isOver ? null : (
        <form class="actions" method="post" action={`${closurePath(page.id)}/reopening`}>
          <FormKey value={page.formKey} />
          <button class="button main" type="submit">
            {page.startsAt > now ? words.openNow : words.openAgain}
          </button>
          <a class="button" href="/m">
            {words.today}
          </a>
        </form>
      )}
      <Terms page={page} voice={voice} />
      {page.others.length === 0 ? null : <Others page={page} voice={voice} />}
      {page.affected.length === 0 ? null : <Became affected={page.affected} voice={voice} />}
    </>
  )
}

function stateText({ liftedAt, startsAt, endsAt, now }: ClosurePage, voice: Voice): string {
  const words = closeText[voice.locale]
  if (liftedAt !== null) return words.lifted(voice.moment(liftedAt))
  if (endsAt <= now) return words.over
  return startsAt > now ? words.willClose : words.closed
}

function whenText(page: ClosurePage, voice: Voice): string {
  return page.endsAt === openEnd ? closeText[voice.locale].from(voice.moment(page.startsAt)) : voice.near(page)
}

function Terms({ page, voice }: Pick<ClosureViewProps, 'page' | 'voice'>) {
  const words = closeText[voice.locale]
  return (
    <dl class="terms">
      <Row label={words.kind}>
        {words.kinds[page.kind]}
        {page.reason === '' ? null : (
          <span class="more" lang={langOf(page.reason, voice.locale)}>
            {page.reason}
          </span>
        )}
      </Row>
      {page.units === null ? null : <Row label={words.units}>{page.units.join(', ')}</Row>}
      <Row label={words.by}>{personName(page.by, voice.locale)}</Row>
    </dl>
  )
}

/** Each time of a repeated closure is called off by itself. */
function Others({ page, voice }: Pick<ClosureViewProps, 'page' | 'voice'>) {
  const words = closeText[voice.locale]
  return (
    <section aria-labelledby="others">
      <h2 id="others">{words.others}</h2>
      <ul class="rows">
        {page.others.map((one) => (
          <li>
            <a class="row" href={closurePath(one.id)}>
              <span>{voice.near(one)}</span>
              {one.liftedAt === null ? null : <span class="quiet">{words.lifted(voice.moment(one.liftedAt))}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Became({ affected, voice }: { readonly affected: readonly ClosedOut[]; readonly voice: Voice }) {
  const words = closeText[voice.locale]
  return (
    <section aria-labelledby="became">
      <h2 id="became">{words.became}</h2>
      <ul class="rows">
        {affected.map((one) => (
          <li>
            <a class="row stack" href={bookingPath(one.id)}>
              <strong>{voice.near(one)}</strong>
              <span>
                {personName(one.person, voice.locale)} · {nameIn(one.firm, voice.locale)}
              </span>
              <span class="quiet">{fateText(one, voice)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function fateText({ fate }: ClosedOut, voice: Voice): string {
  const words = closeText[voice.locale]
  return fate === 'undecided' || fate === 'trim' || fate === 'keep' ? '' : words.fate[fate]
}

import type { Child } from 'hono/jsx'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { RateTerms } from '../../billing/tariff.ts'
import type { BookingFacts } from '../facts.ts'
import type { Verdict } from '../judge-booking.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { weekOn } from '../../resources/opening-hours.ts'
import { address } from '../../platform/http/address.ts'
import { quotaLines } from './quota-lines.ts'
import { WholePrice } from './whole-choice.tsx'
import { hoursText } from './hours.text.ts'
import { staffSentence } from './hours-sentence.ts'
import { textIn } from './text.ts'

export interface TermsTableProps {
  readonly page: InstrumentPage
  /** Whose window the limits are shown for; null when there is nothing to book. */
  readonly slot: Verdict | null
  /** Where a change of firm leads. */
  readonly path: string
  readonly voice: Voice
}

/** On whose money, at what price, and what is left of the limits: all of it before the button. */
export function TermsTable({ page, slot, path, voice }: TermsTableProps) {
  const words = textIn(voice.locale)
  return (
    <dl class="terms">
      <ProjectRow page={page} path={path} voice={voice} />
      <PriceRow page={page} voice={voice} />
      {(slot ? quotaLines(slot, voice) : []).map(({ label, value }) => (
        <Row label={label}>{value}</Row>
      ))}
      <HelpRow page={page} voice={voice} />
      {page.training ? <Row label={words.instrument.training}>{trainingText(page, voice)}</Row> : null}
    </dl>
  )
}

export function Row({ label, lang, children }: { label: string; lang?: Locale | undefined; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd lang={lang}>{children}</dd>
    </div>
  )
}

/** Projects of the paying firm are a choice; another firm has its own price, so choosing it draws the page anew. */
function ProjectRow({ page: { projects, facts }, path, voice }: Omit<TermsTableProps, 'slot'>) {
  const words = textIn(voice.locale).instrument
  const { payer } = facts
  if (!payer) return null
  const own = projects.filter((project) => project.firmId === payer.firmId)
  const other = projects.find((project) => project.firmId !== payer.firmId)
  return (
    <div>
      <dt>{own.length > 1 ? <label for="project">{words.project}</label> : words.project}</dt>
      <dd>
        {own.length > 1 ? <ProjectSelect facts={facts} projects={own} /> : payer.projectCode}
        {own.length > 1 ? null : <input type="hidden" name="project" value={payer.projectId} />}
        {other ? (
          <>
            {' '}
            <a href={address(path, { project: other.id })}>{words.otherFirm}</a>
          </>
        ) : null}
      </dd>
    </div>
  )
}

function ProjectSelect({ facts: { payer }, projects }: { facts: BookingFacts; projects: InstrumentPage['projects'] }) {
  return (
    <select id="project" name="project">
      {projects.map(({ id, code, name }) => (
        <option value={id} selected={id === payer?.projectId}>
          {code} {name}
        </option>
      ))}
    </select>
  )
}

function PriceRow({ page, voice }: { page: InstrumentPage; voice: Voice }) {
  const words = textIn(voice.locale).price
  const { asked, facts } = page
  const rate = asked.rates.findLast(({ validFrom }) => validFrom <= facts.now) ?? asked.rates[0]
  if (!rate || !facts.payer) return null
  const category = words.category[facts.payer.priceCategory] ?? facts.payer.priceCategory
  const [first = '', ...more] = pricesOf(rate.terms, voice)
  return (
    <Row label={words.perHour}>
      {first} · {category}
      <WholePrice page={page} voice={voice} />
      {more.length === 0 ? null : <span class="more">{more.join(' · ')}</span>}
    </Row>
  )
}

/** The hourly price first, unless only samples or runs are paid for. */
function pricesOf(terms: RateTerms, voice: Voice): string[] {
  const words = textIn(voice.locale).price
  const { money } = voice
  const byTheHour = terms.perHourMinor > 0 || (terms.perSampleMinor === 0 && terms.perRunMinor === 0)
  return [
    ...(byTheHour ? [words.hourly(money(terms.perHourMinor))] : []),
    ...(terms.perSampleMinor > 0 ? [words.perSample(money(terms.perSampleMinor))] : []),
    ...(terms.perRunMinor > 0 ? [words.perRun(money(terms.perRunMinor))] : []),
    ...terms.bands.map((band) => words.band(band.name, money(band.perHourMinor))),
    ...(terms.startFeeMinor > 0 ? [words.startFee(money(terms.startFeeMinor))] : []),
    ...(terms.minimumMinor > 0 ? [words.minimum(money(terms.minimumMinor))] : []),
  ]
}

/** When somebody is there to assist, where that is not always so. */
function HelpRow({ page: { asked, facts }, voice }: { page: InstrumentPage; voice: Voice }) {
  const week = weekOn(asked.resource.hours, dayOf(facts.now, voice.zone).date)
  return week.staffed ? (
    <Row label={hoursText[voice.locale].help}>{staffSentence(week.staffed, voice.locale)}</Row>
  ) : null
}

function trainingText({ training, asked: { qualification }, facts }: InstrumentPage, voice: Voice): string {
  const words = textIn(voice.locale).instrument
  const name = training ? nameIn(training, voice.locale) : ''
  if (!qualification || qualification.validFrom > facts.now) return words.untrained(name)
  const until = voice.day(dayOf(qualification.validUntil, voice.zone).date)
  return qualification.validUntil > facts.now ? words.trained(until) : words.trainingOver(name, until)
}

import type { Malformed } from '../../kernel/thrown.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { Programme } from '../programme.ts'
import type { FirmStanding, OneProgramme, ProgrammeChoices, Programmes } from '../reads/programmes.ts'
import { ClaimsOf } from './claims-view.tsx'
import { ProgrammeForm } from './programme-form.tsx'
import { filledBy, type FilledProgramme } from './read-programme.ts'
import { subsidiesText } from './subsidies.text.ts'

interface TermsProps {
  readonly programme: Programme
  readonly choices: ProgrammeChoices
}

/** What a page of the room is drawn with. */
export interface Drawn {
  readonly filled: FilledProgramme | null
  readonly fault: Malformed | null
  readonly isRefused: boolean
  readonly formKey: () => string
  readonly voice: Voice
}

/** Programmes in the order in which they stack. */
export function SubsidiesView({ list, ...drawn }: Drawn & { readonly list: Programmes }) {
  const { voice, filled, fault, formKey } = drawn
  const text = subsidiesText[voice.locale]
  return (
    <>
      <h1>{text.title}</h1>
      <p class="quiet">{text.intro}</p>
      <Refused {...drawn} />
      {list.programmes.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows">
        {list.programmes.map((programme) => (
          <ProgrammeRow programme={programme} isPark={list.isPark} voice={voice} />
        ))}
      </ul>
      {list.isPark ? (
        <details open={filled !== null}>
          <summary>{text.add}</summary>
          <ProgrammeForm
            action="/f/subsidies"
            filled={filled ?? { rank: String(list.programmes.length + 1) }}
            fault={fault}
            formKey={formKey()}
            submit={text.publish}
            choices={list.choices}
            voice={voice}
          />
        </details>
      ) : null}
      {list.isPark ? <Standings firms={list.firms} {...drawn} /> : null}
    </>
  )
}

function Refused({ isRefused, voice }: Drawn) {
  return isRefused ? (
    <p class="notice bad" role="alert">
      {subsidiesText[voice.locale].refused}
    </p>
  ) : null
}

function ProgrammeRow({ programme, isPark, voice }: { programme: Programme; isPark: boolean; voice: Voice }) {
  const text = subsidiesText[voice.locale]
  const money = (minor: number | null) => (minor === null ? null : voice.money(minor))
  const name = nameIn(programme.names, voice.locale)
  const { usedMinor, budgetMinor, ownMinor, yearCapMinor } = programme
  const inside = (
    <>
      <span>
        <strong lang={langOf(name, voice.locale)}>{name}</strong>
        <small>
          {spanOf(programme, voice)}
          {programme.state === 'closed' ? ` · ${text.closed}` : ''}
        </small>
        <small>
          {isPark
            ? text.used(voice.money(usedMinor), money(budgetMinor))
            : text.own(voice.money(ownMinor), money(yearCapMinor))}
        </small>
      </span>
      <b>{programme.percent}%</b>
    </>
  )
  return (
    <li>
      {isPark ? (
        <a class="row" href={`/f/subsidies/${programme.id}`}>
          {inside}
        </a>
      ) : (
        <div class="row">{inside}</div>
      )}
    </li>
  )
}

function Standings({ firms, formKey, voice }: Drawn & { readonly firms: readonly FirmStanding[] }) {
  const text = subsidiesText[voice.locale]
  return (
    <details id="standings">
      <summary>{text.standings}</summary>
      <p class="quiet">{text.standingsHint}</p>
      {firms.map((firm) => (
        <form method="post" action={`/f/firm-standings/${firm.firmId}`} class="fields">
          <FormKey value={formKey()} />
          <h2 lang={langOf(nameIn(firm, voice.locale), voice.locale)}>{nameIn(firm, voice.locale)}</h2>
          <Field label={text.region} name="region" id={`region-${firm.firmId}`} value={firm.region} maxlength={80} />
          <Field
            label={text.controller}
            name="controller"
            id={`controller-${firm.firmId}`}
            value={firm.controller}
            maxlength={120}
          />
          <button class="button quiet" type="submit">
            {text.save}
          </button>
        </form>
      ))}
    </details>
  )
}

function spanOf({ startsOn, endsOn }: Programme, { day }: Voice): string {
  return `${day(startsOn)} – ${day(endsOn)}`
}

/** One programme: its claims by month, its terms while nothing was paid, its end. */
export function ProgrammeView({ one, ...drawn }: Drawn & { readonly one: OneProgramme }) {
  const { voice } = drawn
  const { programme, sums } = one
  const text = subsidiesText[voice.locale]
  const { usedMinor, budgetMinor, state } = programme
  return (
    <>
      <p class="over">
        <a href="/f/subsidies">{text.title}</a>
      </p>
      <h1>{nameIn(programme.names, voice.locale)}</h1>
      <p class="quiet">
        {programme.percent}% · {spanOf(programme, voice)}
        {state === 'open' ? '' : ` · ${text.closed}`} ·{' '}
        {text.used(voice.money(usedMinor), budgetMinor === null ? null : voice.money(budgetMinor))}
      </p>
      <Refused {...drawn} />
      <h2>{text.claims}</h2>
      {sums.length === 0 ? <p>{text.noClaims}</p> : null}
      {sums.map((sum) => (
        <ClaimsOf sum={sum} here={`/f/subsidies/${programme.id}`} {...drawn} />
      ))}
      <Terms programme={programme} choices={one.choices} {...drawn} />
    </>
  )
}

function Terms({ programme, choices, filled, fault, formKey, voice }: Drawn & TermsProps) {
  const text = subsidiesText[voice.locale]
  const here = `/f/subsidies/${programme.id}`
  if (programme.claims > 0) return <Ending here={here} programme={programme} formKey={formKey} voice={voice} />
  if (programme.state === 'closed') return null
  return (
    <>
      <h2>{text.terms}</h2>
      <ProgrammeForm
        action={here}
        filled={filled ?? filledBy(programme, voice.currency)}
        fault={fault}
        formKey={formKey()}
        submit={text.save}
        choices={choices}
        voice={voice}
      />
      <Ending here={here} programme={programme} formKey={formKey} voice={voice} />
    </>
  )
}

interface EndingProps extends Pick<Drawn, 'formKey' | 'voice'> {
  readonly here: string
  readonly programme: Programme
}

function Ending({ here, programme, formKey, voice }: EndingProps) {
  const text = subsidiesText[voice.locale]
  if (programme.state === 'closed') return null
  return (
    <form method="post" action={`${here}/closing`}>
      {programme.claims > 0 ? <p class="quiet">{text.inUse}</p> : null}
      <FormKey value={formKey()} />
      <button class="button quiet" type="submit">
        {text.closing}
      </button>
    </form>
  )
}

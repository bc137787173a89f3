import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Bars, Behind, Heat, LyingBars } from '../../platform/ui/plots.tsx'
import { periodOf } from '../period.ts'
import { periodsTo, plotWeeks, type MonthSpend, type Plots, type ResourceSpend } from '../reads/plots.ts'
import { useByHour, type UsedSpan } from '../use-by-hour.ts'
import { moneyText } from './money.text.ts'

/** Twelve months of money as bars, with the numbers behind. */
export function MonthsPlot({ months, voice }: { readonly months: readonly MonthSpend[]; readonly voice: Voice }) {
  const text = moneyText[voice.locale]
  const amounts = new Map(months.map(({ period, amountMinor }) => [period, amountMinor]))
  const bars = periodsTo(periodOf(voice.now, voice.zone)).map((period) => {
    const value = amounts.get(period) ?? 0
    return { label: String(Number(period.slice(5))), name: period, value, text: voice.money(value) }
  })
  const highest = bars.toSorted((a, b) => b.value - a.value)[0]
  return (
    <section>
      <h2>{text.byMonth}</h2>
      <Bars
        id="months"
        title={text.byMonth}
        desc={text.byMonthDesc(highest?.text ?? '', highest?.name ?? '')}
        bars={bars}
      />
      <Behind label={text.behind} heads={[text.month, text.amount]} rows={bars.map((bar) => [bar.name, bar.text])} />
    </section>
  )
}

/** What costs most. */
export function ResourcesPlot({ top, voice }: { readonly top: readonly ResourceSpend[]; readonly voice: Voice }) {
  const text = moneyText[voice.locale]
  const bars = top.map(({ amountMinor, ...names }) => {
    const name = nameIn(names, voice.locale)
    return { label: shortened(name), name, value: amountMinor, text: voice.money(amountMinor) }
  })
  const [first] = bars
  if (first === undefined) return null
  return (
    <section>
      <h2>{text.topResources}</h2>
      <LyingBars id="top" title={text.topResources} desc={text.topDesc(first.name, first.text)} bars={bars} />
      <Behind label={text.behind} heads={[text.resource, text.amount]} rows={bars.map((bar) => [bar.name, bar.text])} />
    </section>
  )
}

// A line of a plot is not broken: half of it is left to a long name, and a Chinese character takes two places.
function shortened(name: string): string {
  let places = 0
  let kept = ''
  for (const sign of name) {
    places += sign > '\u2E7F' ? 2 : 1
    if (places > 34) return `${kept}…`
    kept += sign
  }
  return name
}

export interface UsePlotProps {
  readonly spans: readonly UsedSpan[]
  /** Units that the use rate is reckoned on; null shows hours. */
  readonly units: number | null
  readonly voice: Voice
}

/** When instruments are used: weekdays by hours. */
export function UsePlot({ spans, units, voice }: UsePlotProps) {
  const text = moneyText[voice.locale]
  const week = useByHour(spans, voice.zone)
  const said = (hours: number) =>
    units === null ? String(Math.round(hours * 10) / 10) : `${Math.round((hours / (units * plotWeeks)) * 1000) / 10}%`
  const flat = week.flat()
  const busiest = flat.indexOf(Math.max(...flat))
  const rows = week.map((values, day) => ({ label: text.days[day] ?? '', values }))
  const how = units === null ? text.heatHours(plotWeeks) : text.heatRate(units, plotWeeks)
  const desc = text.heatDesc(text.days[Math.floor(busiest / 24)] ?? '', busiest % 24)
  return (
    <section>
      <h2>{text.heat}</h2>
      <p class="quiet">{how}</p>
      <Heat id="heat" title={text.heat} desc={`${how} ${desc}`} rows={rows} every={6} />
      <Behind
        label={text.behind}
        heads={[text.weekday, ...Array.from({ length: 24 }, (_, hour) => String(hour))]}
        rows={rows.map(({ label, values }) => [label, ...values.map(said)])}
      />
    </section>
  )
}

export function PlotsView({ plots, isPark, voice }: { plots: Plots; isPark: boolean; voice: Voice }) {
  return (
    <div class="plots">
      <MonthsPlot months={plots.months} voice={voice} />
      <ResourcesPlot top={plots.resources} voice={voice} />
      <UsePlot spans={plots.spans} units={isPark && plots.units > 0 ? plots.units : null} voice={voice} />
    </div>
  )
}

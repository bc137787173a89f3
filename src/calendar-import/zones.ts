import { offsetSpanAt } from '../kernel/zone-offsets.ts'
import type { CalendarPart } from './calendar-parts.ts'
import type { EventNote } from './calendar-reading.ts'
import type { Allowance } from './expand-rule.ts'
import type { LocalSeconds, WrittenTime } from './local-time.ts'
import { propertyName, propertyOf, textOf } from './property.ts'
import { windowsZones } from './windows-zones.ts'
import { clockOfZone, type ZoneClock } from './zone-clock.ts'
import { clockOfFile } from './zone-of-file.ts'

/** Which clocks a written time is read from, with what a reader should know of the choice. */
export interface ChosenClock {
  readonly clock: ZoneClock
  readonly note: EventNote | null
}

export type ClockFor = (time: WrittenTime) => ChosenClock

// There are some six hundred zones: a file with more names for them is not about the world's clocks.
const mostZones = 600

/**
 * The clocks of a calendar: a zone by its name, by a name that is known for it, as the file describes it, and else the
 * park's.
 */
export function clocksOf(calendar: CalendarPart, parkZone: string, { until, allowance }: Bounds): ClockFor {
  const described = zonesDescribed(calendar)
  const park = clockOfZone(parkZone)
  const utc = clockOfZone('UTC')
  const known = new Map<string, ChosenClock>()
  const zoned = (tzid: string): ChosenClock => {
    const kept = known.get(tzid)
    if (kept) return kept
    const found = known.size < mostZones ? chosenFor(tzid, described.get(tzid), { until, allowance }) : null
    const chosen = found ?? { clock: park, note: { kind: 'unknown-zone', tzid } as const }
    known.set(tzid, chosen)
    return chosen
  }
  return ({ kind, tzid }) => {
    if (kind === 'utc') return { clock: utc, note: null }
    if (kind === 'date') return { clock: park, note: { kind: 'all-day' } }
    return kind === 'floating' ? { clock: park, note: { kind: 'floating' } } : zoned(tzid)
  }
}

export interface Bounds {
  /** How far a zone that the file describes has to be followed. */
  readonly until: LocalSeconds
  readonly allowance: Allowance
}

function chosenFor(tzid: string, part: CalendarPart | undefined, { until, allowance }: Bounds): ChosenClock | null {
  if (isZone(tzid)) return { clock: clockOfZone(tzid), note: null }
  const zone = [locationOf(part), ...shorter(tzid), windowsZones.get(tzid.toLowerCase())].find(
    (name) => name !== undefined && isZone(name),
  )
  if (zone !== undefined) return { clock: clockOfZone(zone), note: { kind: 'mapped-zone', tzid, zone } }
  const clock = part ? clockOfFile(part, until, allowance) : null
  return clock && { clock, note: { kind: 'zone-of-file', tzid } }
}

/** `/mozilla.org/20070129_1/Europe/Berlin` is Europe/Berlin. */
function shorter(tzid: string): string[] {
  const parts = tzid.split('/')
  return parts.length > 8 ? [] : parts.slice(1).map((_, at) => parts.slice(at + 1).join('/'))
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,3}$/.test(name) || name.length > 60) return false
  try {
    offsetSpanAt(0, name)
    return true
  } catch {
    return false
  }
}

function zonesDescribed(calendar: CalendarPart): Map<string, CalendarPart> {
  const zones = calendar.parts.filter((part) => part.name === 'VTIMEZONE')
  return new Map(zones.map((part) => [valueOf(part, 'tzid'), part]))
}

function locationOf(part: CalendarPart | undefined): string | undefined {
  return part && valueOf(part, 'x-lic-location')
}

function valueOf(part: CalendarPart, name: string): string {
  const line = part.lines.find((one) => propertyName(one) === name)
  try {
    return line ? textOf(propertyOf(line)) : ''
  } catch {
    return ''
  }
}

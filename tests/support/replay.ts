import { existsSync, readFileSync } from 'node:fs'

const folder = new URL('../../../shared/data/replay/', import.meta.url)

/** True where the real records are not at hand: their tests are skipped, and `absentNote` says why in their names. */
export const recordsAbsent = !existsSync(folder)
export const absentNote = recordsAbsent ? ' (skipped: ../shared/data/replay is absent)' : ''

export interface ClubFacility {
  readonly id: number
  readonly name: string
  /** For each half hour, in pence. */
  readonly memberMinor: number
  readonly guestMinor: number
}

export interface ClubBooking {
  readonly facilityId: number
  /** 0 for guests. */
  readonly memberId: number
  /** The club's wall clock. */
  readonly date: string
  readonly time: string
  readonly halfHours: number
}

/** A sports club's facilities and its bookings of three months. */
export function readClub(): { facilities: ClubFacility[]; bookings: ClubBooking[] } {
  const facilities = lines('clubdata/clubdata-facilities.sql', '\t').map(([id, name = '', member, guest]) => {
    return { id: Number(id), name, memberMinor: minor(member), guestMinor: minor(guest) }
  })
  const bookings = lines('clubdata/clubdata-bookings.sql', '\t').map(([, facilityId, memberId, wall = '', slots]) => {
    const [date = '', time = ''] = wall.split(' ')
    const halfHours = Number(slots)
    return { facilityId: Number(facilityId), memberId: Number(memberId), date, time: time.slice(0, 5), halfHours }
  })
  return { facilities, bookings }
}

/** One use of a shared machine, to the second; the record keeps no time zone, so it is read as UTC. */
export interface Session {
  readonly id: string
  readonly machine: string
  readonly user: string
  readonly site: string
  readonly startsAt: number
  readonly endsAt: number
}

/** The log of some shared machines, in the order of their starts. */
export function readSessions(): Session[] {
  const [, ...rows] = lines('shared_machine_sessions.csv', ',')
  return rows.map(([id = '', machine = '', user = '', site = '', , start, end]) => {
    return { id, machine, user, site, startsAt: secondsOf(start), endsAt: secondsOf(end) }
  })
}

function lines(file: string, separator: string): string[][] {
  const text = readFileSync(new URL(file, folder), 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(separator))
}

function minor(pounds: string | undefined): number {
  return Math.round(Number(pounds) * 100)
}

function secondsOf(wall = ''): number {
  return Date.parse(`${wall.replace(' ', 'T')}Z`) / 1000
}

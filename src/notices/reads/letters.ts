import type { Deps, Names } from '../../deps.ts'
import { personName } from '../../firms/person-name.ts'
import { roleWords } from '../../firms/role-words.ts'
import type { RoleName } from '../../firms/role-table.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { faultLetters } from './fault-letters.ts'
import { parkName, toAddress, toEach, type Reader, type ReaderRow } from './addressed.ts'
import { departureLetters, depositLetters } from './balance-letters.ts'
import { consequenceLetters } from './consequence-letters.ts'
import { quotaLetters } from './quota-letters.ts'
import { objectionLetters, statementLetters } from './statement-letters.ts'
import type { Letter } from '../channel.ts'
import { approversOf, standInsOf } from './approvers-of.ts'
import { readAccessLetter } from './access-letter.ts'
import { isOfTraining, trainingLetters } from './training-letters.ts'
import { wants } from '../wants.sql.ts'
import { lettersIn } from '../letter-text.ts'
import { bookingKinds, personKinds, type BookingKind, type Notice, type PersonKind } from '../notice.ts'

/** An outbox row that is ours to deliver. */
export interface Leased {
  readonly id: string
  readonly notice: Notice
}

/**
 * The letters that a notice makes now: none when nobody is there to be told, or when they did it themselves. Names and
 * times are those of this moment.
 */
export async function lettersOf(deps: Deps, { id, notice }: Leased): Promise<Letter[]> {
  if (notice.kind === 'sign-in.code') return codeLetter(deps, id, notice)
  if (notice.kind === 'person.erased')
    return [toAddress(deps, id, notice, lettersIn(notice.locale).erased(parkName(deps, notice.locale)), null)]
  if (notice.kind === 'invitation.made') return invitationLetter(deps, id, notice)
  if (notice.kind === 'join.requested' || notice.kind === 'join.decided') return joinLetters(deps, id, notice)
  if (notice.kind === 'access.requested' || notice.kind === 'access.decided') {
    const letter = await readAccessLetter(deps, notice)
    return letter === null ? [] : toEach(deps, id, letter.readers, letter.say, letter.path)
  }
  if (notice.kind === 'firm.suspended' || notice.kind === 'firm.reactivated') return firmLetters(deps, id, notice)
  if (notice.kind === 'audit.checkpoint') return checkpointLetters(deps, id, notice)
  if (notice.kind === 'fault.reported' || notice.kind === 'fault.closed') return faultLetters(deps, id, notice)
  if (isOfTraining(notice)) return trainingLetters(deps, id, notice)
  if (notice.kind === 'quota.reached') return quotaLetters(deps, id, notice)
  if (notice.kind === 'statement.issued') return statementLetters(deps, id, notice)
  if (notice.kind === 'deposit.recorded') return depositLetters(deps, id, notice)
  if (notice.kind === 'firm.departed') return departureLetters(deps, id, notice)
  if (notice.kind === 'objection.raised' || notice.kind === 'objection.answered')
    return objectionLetters(deps, id, notice)
  if (
    notice.kind === 'consequence.applied' ||
    notice.kind === 'consequence.appealed' ||
    notice.kind === 'consequence.decided'
  )
    return consequenceLetters(deps, id, notice)
  if (isOfBooking(notice)) return bookingLetters(deps, id, notice)
  return isOfPerson(notice) ? personLetters(deps, id, notice) : []
}

type Of<K extends Notice['kind']> = Extract<Notice, { kind: K }>

function isOfBooking(notice: Notice): notice is Of<BookingKind> {
  return bookingKinds.has(notice.kind)
}

// A row of a later version of the program may be of a kind that this one does not know.
function isOfPerson(notice: Notice): notice is Of<PersonKind> {
  return personKinds.has(notice.kind)
}

async function codeLetter(deps: Deps, id: string, notice: Of<'sign-in.code'>): Promise<Letter[]> {
  const code = await deps.secrets.open(notice.code, 'code')
  return [toAddress(deps, id, notice, lettersIn(notice.locale).code(parkName(deps, notice.locale), code), null)]
}

async function invitationLetter(deps: Deps, id: string, notice: Of<'invitation.made'>): Promise<Letter[]> {
  const { rows } = await deps.db.read({
    rows: sql<{ role: RoleName; until: number; inviter: string } & NullableNames>`SELECT i.role AS role,
      i.expires_at AS until, p.name AS inviter, coalesce(f.name_hans, l.name_hans) AS hans,
      coalesce(f.name_hant, l.name_hant) AS hant, coalesce(f.name_en, l.name_en) AS en
      FROM invitation i JOIN person p ON p.id = i.invited_by LEFT JOIN firm f ON f.id = i.firm_id
      LEFT JOIN facility l ON l.id = i.facility_id
      WHERE i.id = ${notice.invitationId} AND i.revoked_at IS NULL AND i.expires_at > ${deps.now()} LIMIT 1`,
  })
  const [row] = rows
  if (!row) return []
  const { locale } = notice
  const place = row.hans === null ? parkName(deps, locale) : nameIn(row as Names, locale)
  const until = voiceOf(locale, deps.park(), deps.now()).moment(row.until)
  const said = lettersIn(locale).invitation(place, personName(row.inviter, locale), roleWords[locale][row.role], until)
  const token = await deps.secrets.open(notice.token, 'invitation')
  return [toAddress(deps, id, notice, said, `/join/${token}`)]
}

type NullableNames = { [K in keyof Names]: string | null }

async function joinLetters(deps: Deps, id: string, notice: Of<'join.requested' | 'join.decided'>): Promise<Letter[]> {
  const request = sql`(SELECT firm_id FROM join_request WHERE id = ${notice.joinRequestId})`
  const { asked, admins } = await deps.db.read({
    asked: sql<
      ReaderRow & Names & { name: string; decision: string | null; wanted: number }
    >`SELECT p.id AS personId, p.email AS address,
      ${wants(notice.kind)} AS wanted,
      p.locale AS locale, p.name AS name, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en,
      j.decision AS decision FROM join_request j JOIN person p ON p.id = j.person_id AND p.state = 'active'
      JOIN firm f ON f.id = j.firm_id WHERE j.id = ${notice.joinRequestId} LIMIT 1`,
    admins: adminsOf(request, notice.kind),
  })
  const [row] = asked
  if (!row || row.decision === 'withdrawn') return []
  if (notice.kind === 'join.requested') {
    if (row.decision !== null) return []
    const say = ({ locale }: Reader) => lettersIn(locale).joinRequested(row.name, nameIn(row, locale))
    return toEach(deps, id, admins, say, '/me/firm')
  }
  if (row.wanted === 0) return []
  const text = lettersIn(row.locale)
  const said = row.decision === 'accepted' ? text.joinAccepted : text.joinDeclined
  return [toAddress(deps, id, row, said(nameIn(row, row.locale)), '/')]
}

/** The admins of a firm who can be written to. */
function adminsOf(firmId: Query, kind: Notice['kind']): Query<ReaderRow> {
  return sql<ReaderRow>`SELECT p.id AS personId, p.email AS address, p.locale AS locale FROM role r
    JOIN person p ON p.id = r.person_id AND p.state = 'active'
    WHERE r.firm_id = ${firmId} AND r.role IN (${rolesThatMay('manage-projects')})
      AND ${wants(kind)} ORDER BY p.id LIMIT 50`
}

async function firmLetters(
  deps: Deps,
  id: string,
  notice: Of<'firm.suspended' | 'firm.reactivated'>,
): Promise<Letter[]> {
  const { firms, admins } = await deps.db.read({
    firms: sql<Names & { reason: string }>`SELECT name_hans AS hans, name_hant AS hant, name_en AS en,
      suspension_reason AS reason FROM firm WHERE id = ${notice.firmId} LIMIT 1`,
    admins: adminsOf(sql`${notice.firmId}`, notice.kind),
  })
  const [firm] = firms
  if (!firm) return []
  const say = ({ locale }: Reader) => {
    const { firmSuspended, firmReactivated } = lettersIn(locale)
    const name = nameIn(firm, locale)
    return notice.kind === 'firm.suspended' ? firmSuspended(name, firm.reason) : firmReactivated(name)
  }
  return toEach(deps, id, admins, say, '/me/firm')
}

async function checkpointLetters(deps: Deps, id: string, notice: Of<'audit.checkpoint'>): Promise<Letter[]> {
  const { admins } = await deps.db.read({
    admins: sql<ReaderRow>`SELECT p.id AS personId, p.email AS address, p.locale AS locale FROM role r
      JOIN person p ON p.id = r.person_id AND p.state = 'active'
      WHERE r.role IN (${rolesThatMay('manage-firms')}) ORDER BY p.id LIMIT 20`,
  })
  return toEach(deps, id, admins, ({ locale }) => lettersIn(locale).checkpoint(notice.seq, notice.hash), '/admin/audit')
}

async function personLetters(deps: Deps, id: string, { kind, personId }: Of<PersonKind>): Promise<Letter[]> {
  const { people } = await deps.db.read({
    people: sql<ReaderRow>`SELECT id AS personId, email AS address, locale FROM person
      WHERE id = ${personId} AND state = 'active' LIMIT 1`,
  })
  const said = {
    'roles.changed': 'rolesChanged',
    'passkey.added': 'passkeyAdded',
    'passkey.removed': 'passkeyRemoved',
    'token.made': 'tokenMade',
  } as const
  const path = kind === 'roles.changed' ? '/' : '/me/sign-in'
  return people.map((reader) => toAddress(deps, id, reader, lettersIn(reader.locale)[said[kind]], path))
}

interface BookedRow extends ReaderRow, Names {
  number: string
  startsAt: number
  endsAt: number
  state: string
  wakeAt: number | null
  facilityId: string
  changedBy: string | null
  marked: number
  wanted: number
}

/** What happens around a booking is told to whoever touched it last, too. */
const notOwnDoing: ReadonlySet<BookingKind> = new Set<BookingKind>(['booking.fault', 'booking.outside'])

const stillToCome: ReadonlySet<string> = new Set(['pending', 'confirmed', 'in-use'])

async function bookingLetters(deps: Deps, id: string, { kind, bookingId }: Of<BookingKind>): Promise<Letter[]> {
  const { bookings, approvers, standIns } = await deps.db.read({
    bookings: sql<BookedRow>`SELECT p.email AS address, p.locale AS locale, b.number AS number,
      b.starts_at AS startsAt, b.ends_at AS endsAt, b.state AS state, b.wake_at AS wakeAt,
      r.facility_id AS facilityId, r.name_hans AS hans,
      r.name_hant AS hant, r.name_en AS en, b.person_id AS personId,
      (SELECT actor_id FROM audit WHERE entity = b.id ORDER BY entity_version DESC LIMIT 1) AS changedBy,
      EXISTS (SELECT 1 FROM booking_mark WHERE booking_id = b.id) AS marked,
      ${wants(kind)} AS wanted FROM booking b JOIN resource r ON r.id = b.resource_id
      JOIN person p ON p.id = b.person_id AND p.state = 'active' WHERE b.id = ${bookingId} LIMIT 1`,
    approvers: approversOf(bookingId, deps.now()),
    standIns: standInsOf(bookingId),
  })
  const [booked] = bookings
  if (!booked) return []
  // An offer that is over by the time that it is told would lead to nothing.
  if (kind === 'booking.offered' && booked.state !== 'offered') return []
  if (kind === 'booking.fault' && !stillToCome.has(booked.state)) return []
  // Hours that were changed back, or a booking that was moved, leave nothing to be told.
  if (kind === 'booking.outside' && booked.marked === 0) return []
  const say = ({ locale }: Reader) => {
    const voice = voiceOf(locale, deps.park(), deps.now())
    const { number, wakeAt } = booked
    const until = wakeAt === null ? '' : voice.soon(wakeAt)
    return lettersIn(locale).bookings[kind]({
      resource: nameIn(booked, locale),
      time: voice.range(booked),
      number,
      until,
    })
  }
  // A request is told to those who decide it; what becomes of a booking, to its person, unless it was their own doing.
  if (kind === 'booking.pending') {
    const asked = (approvers.length > 0 ? approvers : standIns).filter(({ wanted }) => wanted === 1)
    const path = { lab: '/m/requests', firm: '/me/firm/requests' }
    return asked.map((one, at) => toAddress(deps, `${id}.${at}`, one, say(one), path[one.side]))
  }
  const isOwnDoing = !notOwnDoing.has(kind) && booked.changedBy === booked.personId
  return isOwnDoing || booked.wanted === 0 ? [] : [toAddress(deps, id, booked, say(booked), `/b/${bookingId}`)]
}

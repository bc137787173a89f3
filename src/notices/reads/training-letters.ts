import type { Deps, Names } from '../../deps.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { sql } from '../../platform/db/sql.ts'
import { heldUntil } from '../../training/held.sql.ts'
import type { Letter } from '../channel.ts'
import { lettersIn, type Said } from '../letter-text.ts'
import type { Notice } from '../notice.ts'
import { toAddress, toEach, type Reader, type ReaderRow } from './addressed.ts'

type TrainingNotice = Extract<Notice, { kind: 'training.changed' | 'training.ending' | 'training.cancelled' }>

export function isOfTraining(notice: Notice): notice is TrainingNotice {
  return notice.kind.startsWith('training.')
}

/** Of what became of one's training, or of a session. */
export async function trainingLetters(deps: Deps, id: string, notice: TrainingNotice): Promise<Letter[]> {
  return notice.kind === 'training.cancelled' ? cancelledLetters(deps, id, notice) : standingLetters(deps, id, notice)
}

interface StandingRow extends ReaderRow, Names {
  until: number
  namedUntil: number
  withdrawnAt: number | null
  reason: string
  outside: number
}

async function standingLetters(
  deps: Deps,
  id: string,
  notice: Exclude<TrainingNotice, { kind: 'training.cancelled' }>,
): Promise<Letter[]> {
  const now = deps.now()
  const { personId, kindId } = notice
  const until = heldUntil({ now, zone: deps.park().timeZone })
  const { rows } = await deps.db.read({
    rows: sql<StandingRow>`SELECT *, (SELECT count(*) FROM booking b JOIN resource r ON r.id = b.resource_id
        AND r.qualification_id = ${kindId} WHERE b.person_id = ${personId} AND b.starts_at > ${now}
        AND b.ends_at > until AND b.state IN ('offered', 'pending', 'confirmed')) AS outside
      FROM (SELECT p.id AS personId, p.email AS address, p.locale AS locale, k.name_hans AS hans, k.name_hant AS hant,
        k.name_en AS en, ${until} AS until, valid_until AS namedUntil, withdrawn_at AS withdrawnAt,
        withdrawn_reason AS reason
      FROM qualification JOIN qualification_kind k ON k.id = kind_id JOIN person p ON p.id = person_id
        AND p.state = 'active' WHERE person_id = ${personId} AND kind_id = ${kindId} LIMIT 1)`,
  })
  const [row] = rows
  // A reminder of an end that has moved would be wrong, and another one comes in its time.
  if (!row || (notice.kind === 'training.ending' && row.until !== notice.until)) return []
  const said = saidOf(deps, row, notice.kind)
  return [toAddress(deps, id, row, said, row.outside > 0 ? '/me' : '/me/access')]
}

function saidOf(deps: Deps, row: StandingRow, kind: 'training.changed' | 'training.ending'): Said {
  const text = lettersIn(row.locale)
  const name = nameIn(row, row.locale)
  const day = dayIn(deps, row.locale, row.until - 1)
  if (kind === 'training.ending') return text.trainingEnding(name, day, row.until < row.namedUntil ? 'disuse' : 'date')
  if (row.withdrawnAt !== null) return text.trainingWithdrawn(name, row.reason, row.outside)
  return row.until > deps.now() ? text.trainingHeld(name, day, row.outside) : text.trainingOver(name, day, row.outside)
}

function dayIn(deps: Deps, locale: Locale, at: number): string {
  const { timeZone } = deps.park()
  return voiceOf(locale, deps.park(), deps.now()).day(dayOf(at, timeZone).date)
}

interface CancelledRow extends Names {
  startsAt: number
  endsAt: number
  place: string
  reason: string
}

async function cancelledLetters(
  deps: Deps,
  id: string,
  { trainingSessionId }: Extract<TrainingNotice, { kind: 'training.cancelled' }>,
): Promise<Letter[]> {
  const { sessions, people } = await deps.db.read({
    sessions: sql<CancelledRow>`SELECT k.name_hans AS hans, k.name_hant AS hant, k.name_en AS en,
      s.starts_at AS startsAt, s.ends_at AS endsAt, s.place AS place, s.cancel_reason AS reason
      FROM training_session s JOIN qualification_kind k ON k.id = s.kind_id WHERE s.id = ${trainingSessionId} LIMIT 1`,
    people: sql<ReaderRow>`SELECT p.id AS personId, p.email AS address, p.locale AS locale FROM training_seat c
      JOIN person p ON p.id = c.person_id AND p.state = 'active' WHERE c.session_id = ${trainingSessionId}
      ORDER BY p.id LIMIT 200`,
  })
  const [session] = sessions
  if (!session) return []
  const say = ({ locale }: Reader) => {
    const time = voiceOf(locale, deps.park(), deps.now()).range(session)
    return lettersIn(locale).trainingCancelled(nameIn(session, locale), time, session.place, session.reason)
  }
  return toEach(deps, id, people, say, '/me/access')
}

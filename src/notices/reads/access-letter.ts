import type { Deps, Names } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { sql } from '../../platform/db/sql.ts'
import { lettersIn, type Said } from '../letter-text.ts'
import type { Notice } from '../notice.ts'
import { wants } from '../wants.sql.ts'

type AccessNotice = Extract<Notice, { kind: 'access.requested' | 'access.decided' }>

interface Reader {
  address: string
  locale: Locale
}

export interface AccessLetter {
  readonly readers: readonly Reader[]
  readonly say: (reader: { readonly locale: Locale }) => Said
  readonly path: string
}

/** Who is told of a request for training or access, and what; null where it is over, or nobody wants to know. */
export async function readAccessLetter(deps: Deps, notice: AccessNotice): Promise<AccessLetter | null> {
  const { asked, managers } = await deps.db.read({ asked: askedQuery(notice), managers: managersQuery(notice) })
  const [row] = asked
  if (!row || row.decision === 'withdrawn') return null
  const [firm, what] = [JSON.parse(row.firm) as Names, JSON.parse(row.what) as Names]
  if (notice.kind === 'access.requested') {
    const say = ({ locale }: { readonly locale: Locale }) =>
      lettersIn(locale).accessRequested(row.name, nameIn(firm, locale), nameIn(what, locale))
    return row.decision === null ? { readers: managers, say, path: '/m/requests' } : null
  }
  const say = ({ locale }: { readonly locale: Locale }) => {
    const text = lettersIn(locale)
    const name = nameIn(what, locale)
    if (row.decision !== 'granted') return text.accessDeclined(name, row.reason)
    const until = row.until === null ? null : voiceOf(locale, deps.park(), deps.now()).moment(row.until)
    return text.accessGranted(name, until)
  }
  return row.wanted === 1 ? { readers: asked, say, path: '/me/access' } : null
}

interface AskedRow extends Reader {
  name: string
  firm: string
  /** Of the training, or of the resource to be let in to. */
  what: string
  decision: string | null
  until: number | null
  reason: string
  wanted: number
}

function askedQuery({ kind, accessRequestId }: AccessNotice) {
  return sql<AskedRow>`SELECT p.id AS personId, p.email AS address, p.locale AS locale, p.name AS name,
    a.decision AS decision,
    ifnull(a.granted_until, CASE WHEN a.kind = 'access' AND a.decision = 'granted' THEN
    (SELECT g.until FROM access_grant g WHERE g.resource_id = a.resource_id AND g.subject_kind = 'person'
      AND g.subject_id = a.person_id) END) AS until, a.reason AS reason, ${wants(kind)} AS wanted,
    json_object('hans', w.name_hans, 'hant', w.name_hant, 'en', w.name_en) AS firm,
    json_object('hans', coalesce(k.name_hans, r.name_hans), 'hant', coalesce(k.name_hant, r.name_hant),
      'en', coalesce(k.name_en, r.name_en)) AS what FROM access_request a
    JOIN person p ON p.id = a.person_id AND p.state = 'active' JOIN firm w ON w.id = a.firm_id
    JOIN resource r ON r.id = a.resource_id LEFT JOIN qualification_kind k ON k.id = a.qualification_id
    WHERE a.id = ${accessRequestId} LIMIT 1`
}

function managersQuery({ kind, accessRequestId }: AccessNotice) {
  return sql<Reader>`SELECT p.id AS personId, p.email AS address, p.locale AS locale FROM access_request a
    JOIN role o ON o.facility_id = a.facility_id AND o.role IN (${rolesThatMay('manage-resources')})
    JOIN person p ON p.id = o.person_id AND p.state = 'active'
    WHERE a.id = ${accessRequestId} AND ${wants(kind)} ORDER BY p.id LIMIT 20`
}

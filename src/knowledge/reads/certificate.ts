import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { CertificateId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { heldQualifications } from '../../training/held.sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'

/** What a certificate says; without dates where the training has been taken back. */
export interface Certificate {
  readonly number: string
  readonly code: string
  readonly person: string
  readonly training: Names
  readonly validFrom: Instant | null
  readonly validUntil: Instant | null
  /** Who granted it, where somebody is known to have. */
  readonly grantedBy: string | null
}

/** The viewer's own. Throws Unauthenticated; NotFound for one that is not theirs. */
export async function readCertificate(
  deps: Deps,
  actor: Actor,
  id: CertificateId,
): Promise<{ readonly viewer: Viewer; readonly certificate: Certificate }> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    found: certificateQuery(deps, sql`c.id = ${id} AND c.person_id = ${viewerId(actor)}`),
  })
  const viewer = viewerOf(rows.viewer)
  return { viewer, certificate: certificateOf(rows.found) }
}

/** By its code, for whoever holds the paper: the name is shortened before it leaves the room. Throws NotFound. */
export async function readByCode(deps: Deps, code: string): Promise<Certificate> {
  const { found } = await deps.db.read({ found: certificateQuery(deps, sql`c.code = ${code}`) })
  const certificate = certificateOf(found)
  return { ...certificate, person: initialsOf(certificate.person), grantedBy: null }
}

/** The name behind a code, as initials. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s·・-]+/u).filter(Boolean)
  const [first = ''] = words
  if (/^\p{Script=Han}/u.test(first))
    return `${initialOf(first)}${'＊'.repeat(Math.max(Array.from(name).length - 1, 1))}`
  return words.map((word) => `${initialOf(word).toUpperCase()}.`).join(' ')
}

function initialOf(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 0x20)
}

interface Row extends Names {
  number: string
  code: string
  person: string
  validFrom: number | null
  validUntil: number | null
  grantedBy: string | null
}

function certificateQuery(deps: Deps, which: Query): Query<Row> {
  const held = heldQualifications({ now: deps.now(), zone: deps.park().timeZone })
  return sql<Row>`SELECT c.number AS number, c.code AS code, p.name AS person, k.name_hans AS hans,
    k.name_hant AS hant, k.name_en AS en, q.valid_from AS validFrom, q.valid_until AS validUntil,
    (SELECT g.name FROM access_request a JOIN person g ON g.id = a.decided_by WHERE a.person_id = c.person_id
      AND a.qualification_id = c.qualification_id AND a.decision = 'granted'
      ORDER BY a.decided_at DESC LIMIT 1) AS grantedBy
    FROM certificate c JOIN person p ON p.id = c.person_id JOIN qualification_kind k ON k.id = c.qualification_id
      LEFT JOIN ${held} q ON q.person_id = c.person_id AND q.kind_id = c.qualification_id
    WHERE ${which} LIMIT 1`
}

function certificateOf([row]: readonly Row[]): Certificate {
  if (row === undefined) throw new NotFound('certificate')
  const { hans, hant, en, ...rest } = row
  return { ...rest, training: { hans, hant, en } }
}

import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import { isoBase64URL } from '@simplewebauthn/server/helpers'
import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql } from '../../platform/db/sql.ts'
import { attemptRow, useRows } from '../attempt.sql.ts'
import { challengeSeconds, mostPasskeys, relyingParty } from '../passkey.ts'
import { demandFreshSignIn } from '../fresh.ts'
import { newToken } from '../session.sql.ts'

/**
 * What a browser needs to make a passkey, and the token it keeps until it has made it. Throws Unauthenticated,
 * SignInAgain, Conflict when the person has too many.
 */
export async function offerPasskey(deps: Deps, actor: Actor) {
  const { viewer: rows, passkeys } = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    passkeys: passkeysOf(actor),
  })
  const viewer = viewerOf(rows)
  demandFreshSignIn(viewer, deps.now())
  if (passkeys.length >= mostPasskeys) throw new Conflict('too-many')
  const options = await generateRegistrationOptions({
    rpName: deps.park().names.en,
    rpID: relyingParty(deps).id,
    userName: viewer.email,
    userDisplayName: viewer.name,
    userID: new TextEncoder().encode(viewer.personId) as Uint8Array<ArrayBuffer>,
    challenge: deps.entropy(32) as Uint8Array<ArrayBuffer>,
    attestationType: 'none',
    excludeCredentials: passkeys.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const token = newToken(deps.entropy)
  await begin(deps, viewer, token, options.challenge)
  return { options, token }
}

async function begin(deps: Deps, { personId }: Viewer, token: string, challenge: string): Promise<void> {
  const at = deps.now()
  const browserHash = await sha256Hex(token)
  const none = { address: '', providerId: null, subject: null }
  const time = { createdAt: at, expiresAt: at + challengeSeconds }
  const attempt = attemptRow({ browserHash, kind: 'new-passkey', secret: challenge, personId, ...none, ...time })
  const key = `offer-passkey:${browserHash}`
  await deps.db.write([attempt], { idempotency: { actor: personId, key, requestHash: '', status: 200, body: '', at } })
}

export interface MadePasskey {
  /** What the browser that was made the offer was given. */
  readonly token: string
  readonly name: string
  /** The browser's answer, unread. */
  readonly response: unknown
}

/** Keeps a passkey that a browser has made. Throws Unauthenticated, SignInAgain, Malformed when it proves nothing. */
export async function makePasskey(deps: Deps, actor: Actor, { token, name, response }: MadePasskey): Promise<void> {
  const browserHash = await sha256Hex(token)
  const at = deps.now()
  const { viewer: rows, attempts } = await deps.db.read({
    viewer: viewerQuery(actor, at),
    attempts: sql<{ secret: string; personId: string }>`SELECT secret, person_id AS personId FROM sign_in_attempt
      WHERE browser_hash = ${browserHash} AND kind = 'new-passkey' AND used_at IS NULL AND expires_at > ${at} LIMIT 1`,
  })
  const viewer = viewerOf(rows)
  demandFreshSignIn(viewer, at)
  const [attempt] = attempts
  if (!attempt || attempt.personId !== viewer.personId) throw unproven()
  const { credential } = await verified(deps, response, attempt.secret)
  const { personId } = viewer
  const about = { actorId: personId, action: 'passkey.added', entity: personId, firmId: null, facilityId: null }
  const key = `make-passkey:${browserHash}`
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        ...useRows(browserHash, attempt.secret, at),
        sql`INSERT INTO passkey (id, person_id, public_key, counter, transports, name, created_at)
          VALUES (${credential.id}, ${personId}, ${isoBase64URL.fromBuffer(credential.publicKey)},
            ${credential.counter}, ${json(credential.transports ?? [])}, ${name}, ${at})`,
        nextAuditRow({ at, ...about, detail: {} }),
        noticeRow(deps, { kind: 'passkey.added', personId }),
      ],
      { idempotency: { actor: personId, key, requestHash: '', status: 201, body: '', at } },
    )
  } catch (error) {
    if (error instanceof DbAbort) throw new Conflict('try-again')
    throw error
  }
}

async function verified(deps: Deps, response: unknown, expectedChallenge: string) {
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(deps)
  const expected = { expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: true }
  try {
    const result = await verifyRegistrationResponse({ response: response as never, ...expected })
    if (result.verified) return result.registrationInfo
  } catch {
    // The library throws on whatever does not fit: it all means that nothing is proven.
  }
  throw unproven()
}

export function unproven(): Malformed {
  return new Malformed([{ pointer: '/response', kind: 'value' }])
}

function passkeysOf(actor: Actor) {
  return sql<{ id: string }>`SELECT id FROM passkey
    WHERE person_id = (SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash}) LIMIT ${mostPasskeys}`
}

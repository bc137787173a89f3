import type { Deps } from '../../deps.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import type { ProviderId } from '../../kernel/id.ts'
import { deliverNotices } from '../../notices/commands/deliver-notices.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { attemptRow } from '../attempt.sql.ts'
import { newToken } from '../session.sql.ts'

/** How long a code is good, in seconds. */
export const codeSeconds = 600

/** Who a provider says this is, to be joined to the account once a code has proven its address. */
export interface Claimed {
  readonly providerId: ProviderId
  readonly subject: string
}

/**
 * Sends a code to an address, normalised, and answers the token that the asking browser keeps: without it the code is
 * worth nothing. Known, unknown and suspended addresses are all treated alike, and so is one that has had too many.
 */
export async function askCode(deps: Deps, address: string, locale: Locale, claimed?: Claimed): Promise<string> {
  const token = newToken(deps.entropy)
  const code = newCode(deps.entropy)
  const at = deps.now()
  const browserHash = await sha256Hex(token)
  const attempt = attemptRow({
    browserHash,
    kind: 'code',
    address,
    secret: await codeSecret(token, code),
    personId: null,
    providerId: claimed?.providerId ?? null,
    subject: claimed?.subject ?? null,
    createdAt: at,
    expiresAt: at + codeSeconds,
  })
  const notice = noticeRow(deps, { kind: 'sign-in.code', address, locale, code: await deps.secrets.seal(code, 'code') })
  const key = `ask-code:${browserHash}`
  try {
    await deps.db.write([attempt, notice], {
      idempotency: { actor: 'sign-in', key, requestHash: '', status: 303, body: '', at },
    })
    deps.afterResponse(deliverNotices(deps))
  } catch (error) {
    if (!(error instanceof DbAbort && error.token === 'CODES_SPENT')) throw error
  }
  return token
}

/** What is kept of a code: without the browser's token a million guesses tell nothing. */
export function codeSecret(browserToken: string, code: string): Promise<string> {
  return sha256Hex(`${browserToken}:${code}`)
}

/** Six digits, each code as likely as any other. */
function newCode(entropy: Deps['entropy']): string {
  for (;;) {
    const number = new DataView(entropy(4).buffer).getUint32(0)
    // The last part of the range would make small codes likelier.
    if (number < 4_294_000_000) return String(number % 1_000_000).padStart(6, '0')
  }
}

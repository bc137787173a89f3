import type { Actor, Deps } from '../../deps.ts'
import { attachment } from '../../platform/http/attachment.ts'
import { ledgerFile, type LedgerFileKind } from '../ledger-files.ts'
import type { LedgerWish } from '../ledger-wish.ts'
import { ledgerPages, pageRows, readLedger } from '../reads/ledger.ts'

/** All that is asked for as a file. Its first page is read before the answer begins: who may not see it is told so. */
export async function ledgerFileAnswer(
  deps: Deps,
  actor: Actor,
  wish: LedgerWish,
  kind: LedgerFileKind,
): Promise<Response> {
  const first = await readLedger(deps, actor, wish, pageRows)
  const { timeZone: zone, currency } = deps.park()
  const teller = { locale: first.viewer.locale, zone, currency }
  return attachment(ledgerFile(kind, ledgerPages(deps, actor, wish, first), teller), 'ledger', kind)
}

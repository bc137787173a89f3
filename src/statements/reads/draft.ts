import { noPeriod } from '../../billing/period.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { may } from '../../firms/viewer.ts'
import type { FirmId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { statementOf } from '../statement.ts'
import { payerOf, payersQuery, statableEntriesOf, statableEntriesQuery } from './statable-entries.ts'

/**
 * What a firm's statement would say if it were issued now: the same lines, no number, nothing frozen. Throws
 * Unauthenticated, NotFound for a firm whose money is not the viewer's business.
 */
export async function readDraft(deps: Deps, actor: Actor, firmId: FirmId, period: string) {
  const firms = sql`SELECT id AS firm_id FROM firm WHERE id = ${firmId}`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    payers: payersQuery(firms),
    entries: statableEntriesQuery(firmId, period),
  })
  const viewer = viewerOf(rows.viewer)
  const [payer] = rows.payers
  if (period === noPeriod || !payer || (!may(viewer, 'see-park-money') && !may(viewer, 'see-firm-money', { firmId })))
    throw new NotFound('firm')
  const { names: park, timeZone, currency } = deps.park()
  const heading = { period, currency, issuedAt: deps.now(), park, timeZone, payer: payerOf(payer) }
  const { entries, names } = statableEntriesOf(rows.entries)
  const ofCurrency = entries.filter((entry) => entry.currency === currency)
  return { viewer, statement: statementOf(heading, ofCurrency), names }
}

import { z } from 'zod'
import { Frame } from '../../firms/web/frame.tsx'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { sumMinor } from '../../kernel/money.ts'
import { ledgerFileKinds } from '../ledger-files.ts'
import { kindWord, ledgerTitle } from '../ledger-kinds.ts'
import type { LedgerPlace } from '../ledger-wish.ts'
import { readEntryPage } from '../reads/entry-page.ts'
import { readLedgerSheet } from '../reads/ledger.ts'
import { EntryView } from './entry-view.tsx'
import { ledgerFileAnswer } from './ledger-file-answer.ts'
import { ledgerAddress, ledgerPath, ledgerQuery, ledgerWishOf, withTime } from './ledger-filter.ts'
import { LedgerView } from './ledger-view.tsx'

const finance = { policy: 'any-finance' } as const
const sheets = ['finance.css']
const placeSchema = z.strictObject({ occurredAt: z.int(), id: z.string().max(64) })

/** The ledger: of one's own firms, or to the park's finance people of all. */
export function ledgerPages(pages: Pages): void {
  listPage(pages)
  filePages(pages)
  entryPage(pages)
}

const onPage = 50

function listPage(pages: Pages): void {
  const query = ledgerQuery.extend({ cursor: z.string().max(400).optional() })
  pages.page(
    { ...finance, method: 'get', path: ledgerPath, query },
    async ({ c, deps, actor, query: { cursor, ...asked } }) => {
      const { timeZone: zone } = deps.park()
      const filter = withTime(asked, deps.now(), zone)
      const after = placeOf(placeSchema, cursor) as LedgerPlace | null
      const sheet = await readLedgerSheet(deps, actor, ledgerWishOf(filter, zone, after), onPage)
      const voice = voiceOf(sheet.viewer.locale, deps.park(), deps.now())
      const onward = cursorOf(sheet.next)
      const next = onward === null ? null : ledgerAddress({ ...filter, cursor: onward })
      const title = ledgerTitle[voice.locale]
      return pageAnswer(
        c,
        <Frame viewer={sheet.viewer} locale={voice.locale} title={title} sheets={sheets} wide>
          <LedgerView sheet={sheet} filter={filter} next={next} voice={voice} />
        </Frame>,
      )
    },
  )
}

function filePages(pages: Pages): void {
  for (const kind of ledgerFileKinds) {
    pages.page(
      { ...finance, method: 'get', path: `${ledgerPath}.${kind}`, query: ledgerQuery },
      ({ deps, actor, query }) => {
        const { timeZone: zone } = deps.park()
        return ledgerFileAnswer(deps, actor, ledgerWishOf(withTime(query, deps.now(), zone), zone, null), kind)
      },
    )
  }
}

function entryPage(pages: Pages): void {
  const params = z.object({ id: idOf('ent') })
  pages.page(
    { ...finance, method: 'get', path: `${ledgerPath}/:id`, params },
    async ({ c, deps, actor, params: { id } }) => {
      const { viewer, entry, source } = await readEntryPage(deps, actor, id)
      const voice = voiceOf(viewer.locale, deps.park(), deps.now())
      const total = voice.money(sumMinor(entry.lines.map((line) => line.amountMinor)))
      const title = `${kindWord(entry.kind, voice.locale)} ${total}`
      return pageAnswer(
        c,
        <Frame viewer={viewer} locale={voice.locale} title={title} sheets={sheets} wide>
          <p class="over">
            <a href={ledgerAddress({ period: entry.period })}>{ledgerTitle[voice.locale]}</a>
          </p>
          <h1>{title}</h1>
          <EntryView entry={entry} source={source} voice={voice} />
        </Frame>,
      )
    },
  )
}

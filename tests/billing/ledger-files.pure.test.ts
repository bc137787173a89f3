import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import type { LedgerEntry } from '../../src/billing/ledger-entry.ts'
import { ledgerFile, type LedgerFileKind } from '../../src/billing/ledger-files.ts'

const teller = { locale: 'en', zone: 'Asia/Shanghai', currency: 'CNY' } as const
const onPage = 500
const pages = 200

test.each(['csv', 'xlsx', 'json'] as const)(
  '100,000 lines as %s are read no faster than they are taken',
  async (kind) => {
    const { file, told } = tellingFile(kind)
    const reader = file.getReader()
    while (told.pages < 5) await reader.read()
    expect(told.pages).toBeLessThan(pages / 4)
    await reader.cancel()
    expect(told.isOver).toBe(true)
    expect(told.pages).toBeLessThan(pages / 4)
  },
)

test('all 100,000 lines are in the CSV, and no piece of it is longer than a page', async () => {
  let lines = 0
  let longest = 0
  for await (const chunk of tellingFile('csv').file as unknown as AsyncIterable<Uint8Array>) {
    const own = new TextDecoder().decode(chunk).split('\r\n').length - 1
    lines += own
    longest = Math.max(longest, own)
  }
  expect(lines).toBe(1 + pages * onPage)
  expect(longest).toBe(onPage)
})

test('a workbook of some thousand lines is one that another program reads', async () => {
  const [sheet] = await readXlsx(Buffer.from(await new Response(tellingFile('xlsx', 6).file).arrayBuffer()))
  expect(sheet?.data).toHaveLength(1 + 6 * onPage)
  expect(sheet?.data[1]?.[10]).toBe(123.45)
  expect(sheet?.data[1]?.[6]).toEqual(new Date('2026-11-23T14:00:00Z'))
})

/** A ledger that notes how far it was read. */
function tellingFile(kind: LedgerFileKind, count = pages) {
  const told = { pages: 0, isOver: false }
  async function* read() {
    try {
      for (; told.pages < count; told.pages++) yield Array.from({ length: onPage }, () => entry)
    } finally {
      told.isOver = true
    }
  }
  return { file: ledgerFile(kind, read(), teller), told }
}

const names = { hans: '共聚焦', hant: '共軛焦', en: 'Confocal' }
const at = Date.UTC(2026, 10, 23, 6) / 1000
const entry = {
  id: 'ent_1',
  kind: 'usage',
  firmId: 'firm_1',
  firm: names,
  occurredAt: at + 7199,
  postedAt: at + 7200,
  period: '2026-11',
  late: false,
  reason: '',
  reverses: null,
  bookingId: 'bkg_1',
  bookingNumber: '261123-1',
  personId: 'usr_1',
  person: 'Ada',
  startsAt: at,
  endsAt: at + 7200,
  resourceId: 'res_1',
  resource: names,
  assetNumber: 'AS-1',
  projectId: 'prj_1',
  projectCode: 'K07',
  currency: 'CNY',
  statement: null,
  lines: [{ kind: 'time', minutes: 120, perHourMinor: 6173, amountMinor: 12_345, taxBasisPoints: 600, taxMinor: 699 }],
} as unknown as LedgerEntry

import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import type { TestPark } from './open-park.ts'

/** What everything that tells of money comes to, in minor units of two decimals: read back by other programs. */
export async function moneySums(park: TestPark, token: string, periods: readonly string[], ledger: string) {
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' }
    const answer = await park.app.request(path, { headers })
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
    return Buffer.from(await answer.arrayBuffer())
  }
  const numbers = (await park.rows('SELECT number FROM statement ORDER BY year, seq')).map(
    (row) => row['number'] as string,
  )
  const summed = async (names: readonly string[], of: (name: string) => Promise<number>) => {
    let sum = 0
    for (const name of names) sum += await of(name)
    return sum
  }
  const each = (of: (number: string) => Promise<number>) => summed(numbers, of)
  const [charged] = await park.rows('SELECT sum(amount_minor) AS minor FROM charge')
  const [stated] = await park.rows('SELECT sum(total_minor) AS minor FROM statement')
  const json = JSON.parse(String(await ask(`/f/ledger.json?${ledger}`))) as LedgerFile
  const [, ledgerTotal = ''] = /<strong class="due">([^<]*)</.exec(String(await ask(`/f/ledger?${ledger}`))) ?? []
  return {
    lines: Number(charged?.['minor']),
    statements: Number(stated?.['minor']),
    csv: await each(async (number) => csvSum(await ask(`/f/statements/${number}.csv`), true)),
    xlsx: await each(async (number) => sheetSum((await readXlsx(await ask(`/f/statements/${number}.xlsx`)))[1]?.data)),
    workbook: await summed(periods, async (period) => workbookSum(await ask(`/f/periods/${period}/statements.xlsx`))),
    printed: await each(async (number) => printedSum(String(await ask(`/f/statements/${number}`)))),
    ledger: minorOf(ledgerTotal),
    ledgerCsv: csvSum(await ask(`/f/ledger.csv?${ledger}`), false),
    ledgerXlsx: sheetSum((await readXlsx(await ask(`/f/ledger.xlsx?${ledger}`)))[0]?.data, false),
    ledgerJson: json.items.flatMap(({ lines }) => lines).reduce((sum, { amount }) => sum + amount.amountMinor, 0),
  }
}

interface LedgerFile {
  readonly items: readonly { readonly lines: readonly { readonly amount: { readonly amountMinor: number } }[] }[]
}

/** Of the lines; with a total under them, that is the same or nothing is. */
function csvSum(file: Buffer, hasTotal: boolean): number {
  const rows: Record<string, string>[] = parse(file, { columns: true, bom: true })
  const amounts = rows.map((row) => minorOf(row['Amount'] ?? ''))
  return checked(amounts, hasTotal)
}

function sheetSum(rows: readonly (readonly unknown[])[] = [], hasTotal = true): number {
  const column = rows[0]?.indexOf('Amount') ?? -1
  const amounts = rows.slice(1).map((row) => Math.round(Number(row[column]) * 100))
  return checked(amounts, hasTotal)
}

async function workbookSum(file: Buffer): Promise<number> {
  const [summary, ...payers] = await readXlsx(file)
  const sum = payers.reduce((total, { data }) => total + sheetSum(data), 0)
  const said = sheetSum(summary?.data)
  return said === sum ? sum : Number.NaN
}

function checked(amounts: readonly number[], hasTotal: boolean): number {
  const lines = hasTotal ? amounts.slice(0, -1) : amounts
  const sum = lines.reduce((total, amount) => total + amount, 0)
  return !hasTotal || amounts.at(-1) === sum ? sum : Number.NaN
}

/** The amounts of a printed sheet's lines, and its total. */
export function printedSum(html: string): number {
  const [, table = ''] = /<table class="lines">(.*?)<\/table>/s.exec(html) ?? []
  const [body = '', foot = ''] = table.split('<tfoot>')
  const last = (row: string) => minorOf(row.slice(row.lastIndexOf('<td')).replaceAll(/<[^>]+>/g, ''))
  const lines = [...body.matchAll(/<tr[^>]*id="line-.*?<\/tr>/gs)].map(([row]) => last(row))
  return checked([...lines, last(foot)], true)
}

function minorOf(text: string): number {
  return Math.round(Number(text.replaceAll(/[^\d.−-]/g, '').replace('−', '-')) * 100)
}

import { firms, people } from './cast.ts'
import { doing, type Doing } from './doings.ts'
import { fieldsOf } from './html.ts'
import { labOf } from './lab.ts'
import type { TestPark } from './open-park.ts'
import { moneyOf } from './statements.ts'

const { helixResearcher, helixFinance, parkFinance } = people
const firm = `/api/v1/firms/${firms.helix}`
const paidOn = '2026-11-23'
const title = { title: 'Helix Biotech', taxNumber: '91350100m000100y43', kind: 'special' }
const fields = { 'content-type': 'application/x-www-form-urlencoded' }

/** What settles what firms owe: each makes what its request needs, and then the request, which succeeds. */
export const settlings: Readonly<Record<string, (park: TestPark) => Promise<Doing>>> = {
  deposit: async () => finance(`${firm}/deposits`, paying(100, 'V-1')),
  'payment by the bank': async (park) => finance(`${await stated(park)}/payments`, paying(10_000, 'V-1')),
  'payment from the balance': async (park) => {
    const statement = await stated(park)
    await done(park, `${firm}/deposits`, paying(9_000, 'V-1'))
    return finance(`${statement}/payments`, { amountMinor: 9_000, paidOn, way: 'balance' })
  },
  'payment taken back': async (park) => {
    await done(park, `${await stated(park)}/payments`, paying(10_000, 'V-1'))
    return finance(`/api/v1/payments/${await idIn(park, 'payment')}/reversal`, { reason: 'bounced' })
  },
  'invoice asked for': async (park) => doing(helixFinance, 'POST', `${await stated(park)}/invoices`, title),
  'invoice made out': async (park) => {
    await done(park, `${await stated(park)}/invoices`, title)
    return finance(`/api/v1/invoices/${await idIn(park, 'invoice')}/number`, { number: '24112000000012345678' })
  },
  'invoice taken back in red letters': async (park) => {
    await done(park, `${await stated(park)}/invoices`, title)
    const invoice = `/api/v1/invoices/${await idIn(park, 'invoice')}`
    await done(park, `${invoice}/number`, { number: '24112000000012345678' })
    return finance(`${invoice}/reversal`, { number: '2411R', reason: 'Wrong title' })
  },
  'final statement': async (park) => {
    await moneyOf(park, labOf(park)).used(helixResearcher, paidOn)
    return finance(`${firm}/final-statement`, {})
  },
  departure: async (park) => {
    await done(park, `${await stated(park)}/payments`, paying(24_000, 'V-1'))
    return finance(`${firm}/departure`, { paidOn, voucher: '' })
  },
  'balances brought along': async (park) =>
    confirmed(park, '/f/balances/import', '单位,金额,类型\r\nHelix,9.00,prepaid\r\n'),
  'payments out of the bank’s file': async (park) => {
    const number = (await stated(park)).split('/').at(-1) ?? ''
    const file = `结算单号,金额,凭证号,日期\r\n${number},240.00,V-1,${paidOn}\r\n`
    return confirmed(park, '/f/reconcile', file)
  },
}

/** Two hours of the microscope, used and stated at once: the address of its statement. */
export async function stated(park: TestPark): Promise<string> {
  await moneyOf(park, labOf(park)).used(helixResearcher, paidOn)
  await done(park, `${firm}/final-statement`, {})
  const [row] = await park.rows('SELECT number FROM statement')
  return `/api/v1/statements/${row?.['number'] as string}`
}

function paying(amountMinor: number, voucher: string) {
  return { amountMinor, paidOn, voucher }
}

function finance(path: string, body: unknown): Doing {
  return doing(parkFinance, 'POST', path, body)
}

async function done(park: TestPark, path: string, body: unknown): Promise<void> {
  const { status } = await park.call(path.endsWith('invoices') ? helixFinance : parkFinance, 'POST', path, body)
  if (status >= 300) throw new Error(`what the test needs was refused: ${path}`)
}

async function idIn(park: TestPark, table: 'payment' | 'invoice'): Promise<string> {
  const [row] = await park.rows(`SELECT id FROM ${table}`)
  return row?.['id'] as string
}

/** A file that was looked at, to be posted. */
async function confirmed(park: TestPark, path: string, file: string): Promise<Doing> {
  const head = 'content-disposition: form-data; name="file"; filename="x.csv"\r\ncontent-type: text/csv'
  const body = `--part-of-it\r\n${head}\r\n\r\n\ufeff${file}\r\n--part-of-it--\r\n`
  const looked = await park.call(parkFinance, 'POST', path, body, {
    'content-type': 'multipart/form-data; boundary=part-of-it',
  })
  const html = await looked.text()
  const { tick: _, ...kept } = fieldsOf(
    html.slice(html.indexOf('id="report"') - 200),
    path.slice(path.lastIndexOf('/')),
  )
  return doing(parkFinance, 'POST', path, new URLSearchParams(kept).toString(), fields)
}

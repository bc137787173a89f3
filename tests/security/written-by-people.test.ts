import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import { setStage, type Stage } from '../access/stage.ts'
import { asks } from '../access/asks.ts'
import { people } from '../support/cast.ts'
import type { TestPark } from '../support/open-park.ts'

/** What comes alive when it is written into a page as it is. */
const corpus = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</title><script>alert(1)</script>',
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">x</a>',
  '&lt;script&gt;',
  '{{7*7}}',
]

// Texts that people write; a unit's name and a code are unique, and get a number besides.
const fields = [
  ['person', 'name'],
  ['firm', 'name_en'],
  ['firm', 'suspension_reason'],
  ['facility', 'name_en'],
  ['facility', 'building'],
  ['project', 'name'],
  ['resource', 'name_en'],
  ['resource', 'model'],
  ['resource', 'location'],
  ['category', 'name_en'],
  ['booking', 'purpose'],
  ['closure', 'reason'],
  ['session', 'label'],
  ['session', 'agent'],
  ['passkey', 'name'],
  ['join_request', 'note'],
  ['access_request', 'note'],
  ['access_request', 'reason'],
  ['fault_report', 'words'],
  ['fault_report', 'answer'],
  ['identity_provider', 'name'],
  ['consortium', 'name_en'],
] as const

let stage: Stage
let park: TestPark
beforeAll(async () => {
  stage = await setStage()
  park = await stage.open()
})
afterAll(async () => {
  await park.close()
  await stage.remove()
})

test.each(corpus)('“%s” stays text on every page and in every letter', async (text) => {
  const quoted = text.replaceAll("'", "''")
  for (const [table, column] of fields) await park.script(`UPDATE ${table} SET ${column} = '${quoted}'`)
  await park.script("UPDATE person SET locale = 'en'")
  let shown = 0
  for (const [route, { of: kind, param = 'id', query }] of Object.entries(asks)) {
    const [method = '', path = ''] = route.split(' ')
    if (method !== 'GET' || path.startsWith('/api')) continue
    const address = path.replace(`:${param}`, (kind === undefined ? '' : stage.own[kind]) ?? '')
    for (const who of [people.helixAdmin, people.imagingManager, people.parkAdmin]) {
      const answer = await park.call(who, 'GET', query === undefined ? address : `${address}?${query}`)
      // A file is taken as text and kept: no browser draws it.
      const isFile = (answer.headers.get('content-disposition') ?? '').startsWith('attachment')
      if (isFile && answer.headers.get('x-content-type-options') === 'nosniff') continue
      const html = await answer.text()
      if (html.includes('alert(1)') || html.includes('7*7') || html.includes('&amp;lt;')) shown++
      expect([route, ...alive(html)]).toEqual([route])
    }
  }
  expect(shown).toBeGreaterThan(10)
  await park.script(`INSERT INTO outbox (id, kind, body, created_at) VALUES ('out_${crypto.randomUUID()}',
    'firm.suspended',
    '{"firmId":"${stage.own['firm']}"}', ${park.clock.now})`)
  await deliverNotices(park.deps)
  expect(alive(await (await park.call(null, 'GET', '/demo/mail')).text())).toEqual([])
})

// Codes to scan, and the photo of a fault, whose address is its report's.
const drawnByTheHouse = /^<svg (?:class="(?:qr|plot)" )?viewBox="[\d ]+" |^<img [^>]*src="\/faults\/flt_\w+\/photo"/

/** Elements, handlers and addresses on a page that the house itself never writes. */
function alive(html: string): string[] {
  const tags = html.match(/<[a-z][^>]*>/gi) ?? []
  return tags.filter(
    (tag) =>
      (/^<(?:img|svg|iframe|object|embed)\b/i.test(tag) && !drawnByTheHouse.test(tag)) ||
      /\son\w+=/i.test(tag.replaceAll(/"[^"]*"/g, '""')) ||
      /(?:href|src|action)="\s*(?:javascript|data|vbscript):/i.test(tag.replace(/href="data:image\/svg[^"]*"/, '')) ||
      (/^<script\b/i.test(tag) && !/ src="\/assets\//.test(tag)),
  )
}

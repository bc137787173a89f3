import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { grouped, type Figure } from './figures.ts'
import { dropPark, kept, makePark, root, startServer, type Server } from './ground.ts'
import { scale, tokenOf } from './park.ts'
import type { Plan } from './plan.ts'

/** How long a month's statements take, through HTTP and on the embedded engine, and what memory that needs. */
export async function* statements(plan: Plan): AsyncGenerator<Figure> {
  yield* issued(200, 10_000)
  if (plan.histories.length > 2) yield* issued(scale.firms, 1_000_000)
}

async function* issued(firms: number, charges: number): AsyncGenerator<Figure> {
  const file = await makePark(`month-${charges}.db`, 0)
  const period = lastMonth()
  const maker = spawn(process.execPath, [
    join(root, 'bench/hands/bill-month.ts'),
    file,
    `${firms}`,
    `${charges}`,
    period,
  ])
  maker.stderr.pipe(process.stderr)
  const [code] = (await once(kept(maker), 'exit')) as [number | null]
  if (code !== 0) throw new Error('the month was not billed')
  const server = await startServer(file)
  const before = residentMb(server)
  const startedAt = performance.now()
  const { lines, residentsMb } = await issueAll(server, period)
  const seconds = (performance.now() - startedAt) / 1000
  await server.stop()
  dropPark(file)
  if (lines !== charges) throw new Error(`${lines} lines of ${charges} were stated`)
  const after = residentsMb.map(grouped).join(', ')
  yield {
    measure: `statements of ${grouped(firms)} firms, ${grouped(charges)} lines`,
    result: `${seconds.toFixed(1)} s`,
    beside: `${residentsMb.length} requests; the server's memory ${grouped(before)} MB before, ${after} MB after each`,
  }
}

async function issueAll(server: Server, period: string) {
  let lines = 0
  const residentsMb: number[] = []
  for (;;) {
    const answer = await fetch(`${server.url}/api/v1/billing-periods/${period}/statements`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf(1)}`, 'content-type': 'application/json' },
      body: '{}',
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 300)}`)
    const issued = JSON.parse(text) as { lines: number; firmsLeft: number }
    lines += issued.lines
    residentsMb.push(residentMb(server))
    if (issued.firmsLeft === 0) return { lines, residentsMb }
  }
}

function lastMonth(): string {
  const now = new Date(Date.now() + 8 * 3600_000)
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
}

function residentMb({ pid }: Server): number {
  if (process.platform !== 'linux') return Number.NaN
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

import lighthouse from 'lighthouse'
import { sceneOf, type Bench } from './bench.ts'
import { atLeast, atMost, type Row } from './row.ts'

const pages = ['home', 'find', 'instrument', 'booking-check-in'] as const
const runs = 3

/** Lighthouse as it looks at a phone: a simulated slow 4G and a processor four times slower; the best of some runs. */
export async function* lighthouses(bench: Bench): AsyncGenerator<Row> {
  const slowest: number[] = []
  for (const name of pages) {
    const looks = []
    for (let run = 0; run < runs; run++) looks.push(await look(bench, sceneOf(name).path(bench.story)))
    const best = looks.reduce((one, other) => (other.performance > one.performance ? other : one))
    slowest.push(best.lcpSeconds)
    yield atLeast(`Lighthouse mobile, performance: ${name}`, best.performance, { goal: 98, never: 90 })
    yield atLeast(`Lighthouse mobile, accessibility: ${name}`, best.accessibility, { goal: 100, never: 98 })
    yield atLeast(`Lighthouse mobile, best practices: ${name}`, best.practices, { goal: 100, never: 95 })
  }
  const of = 'the slowest of these pages'
  yield atMost('LCP, Lighthouse mobile', Math.max(...slowest), { goal: 1, never: 1.8, unit: 's', digits: 2, of })
}

interface Look {
  readonly performance: number
  readonly accessibility: number
  readonly practices: number
  readonly lcpSeconds: number
}

async function look({ story, port }: Bench, path: string): Promise<Look> {
  const result = await lighthouse(story.url + path, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
    extraHeaders: { cookie: `gongtai=${story.tokens.get('researcher')}` },
  })
  if (!result) throw new Error('Lighthouse saw nothing')
  const { categories, audits } = result.lhr
  for (const audit of Object.values(audits))
    if (audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === 'binary')
      console.error(`  ${path}: ${audit.id}`)
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    practices: score('best-practices'),
    lcpSeconds: (audits['largest-contentful-paint']?.numericValue ?? Infinity) / 1000,
  }
}

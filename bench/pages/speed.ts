import type { CDPSession, Page } from 'playwright-core'
import { again } from '../../tests/gallery/story.ts'
import { median } from '../figures.ts'
import { freshPhone, sceneOf, type Bench } from './bench.ts'
import { atMost, type Row } from './row.ts'

const rounds = 5

/** A cheap phone on a bad network: four times slower, 1.4 Mbit/s, 562 ms for every request. */
export async function* speed(bench: Bench): AsyncGenerator<Row> {
  for (const [styles, which] of [
    ['cached', 'a phone that signed in before'],
    ['fetched', 'an empty cache'],
  ] as const) {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) times.push(await scanToSealSeconds(bench, styles))
    yield atMost(`QR landing opened → confirmation drawn, slow 4G, 4× CPU: ${which}`, median(times), {
      goal: 2,
      never: 3,
      unit: 's',
      digits: 2,
      of: `${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)} in ${rounds} rounds`,
    })
  }
  const delays: number[] = []
  const shifts: number[] = []
  for (const name of ['home', 'find', 'instrument', 'booking-check-in'] as const) {
    const { inp, cls } = await touched(bench, name)
    delays.push(inp)
    shifts.push(cls)
  }
  yield atMost('INP, 4× CPU', Math.max(...delays), { goal: 100, never: 200, unit: 'ms', of: 'the worst of four pages' })
  yield atMost('CLS', Math.max(...shifts), { goal: 0.02, never: 0.1, digits: 3, of: 'the worst of four pages' })
}

/** From opening the sticker's address to the drawn confirmation, pressing the verb as soon as it stands. */
async function scanToSealSeconds(bench: Bench, styles: 'cached' | 'fetched'): Promise<number> {
  const story = await again(bench.story)
  const page = await freshPhone({ ...bench, story })
  if (styles === 'cached') await page.goto('/help')
  const devtools = await slowed(page)
  const before = performance.now()
  await page.goto(story.at('sticker.free'), { waitUntil: 'commit' })
  await page.locator('.bar button').tap()
  await page.waitForSelector('.state.in-use, .seal')
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
  const seconds = (performance.now() - before) / 1000
  await devtools.detach()
  await page.context().close()
  await story.close()
  return seconds
}

async function slowed(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const [download, upload] = [(1440 * 1024) / 8, (675 * 1024) / 8]
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 562.5,
    downloadThroughput: download,
    uploadThroughput: upload,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return devtools
}

/**
 * The longest that the page took to answer a finger, and by how much it jumped. Only presses and clicks are
 * interactions (web.dev/articles/inp), not what passes over a page before them.
 */
async function touched(bench: Bench, name: string): Promise<{ inp: number; cls: number }> {
  const page = await freshPhone(bench)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.addInitScript(() => {
    const seen = { inp: 0, cls: 0 }
    Object.assign(globalThis, { seen })
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries() as PerformanceEventTiming[])
        if (interactionId > 0) seen.inp = Math.max(seen.inp, duration)
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.cls += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(sceneOf(name).path(bench.story), { waitUntil: 'load' })
  for (const target of await page.locator('label.slot, summary, input[type=search]').all())
    if (await target.isVisible()) await target.tap()
  await page.waitForTimeout(300)
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: { inp: number; cls: number } }).seen)
  await page.context().close()
  return seen
}

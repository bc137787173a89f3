import { flows } from '../../tests/gallery/flows.ts'
import { follow, hands } from '../../tests/gallery/hands.ts'
import { again } from '../../tests/gallery/story.ts'
import type { Bench } from './bench.ts'
import { atMost, noneOf, type Row } from './row.ts'

/** Each flow, gone through by touch, by keyboard and without JavaScript: how many taps it took, and which failed. */
export async function* taps({ story, browser }: Bench): AsyncGenerator<Row> {
  const failed: string[] = []
  for (const [name, hand] of Object.entries(hands)) {
    const own = await again(story)
    for (const flow of flows) {
      const done = await follow(flow, hand, browser, own).catch((error: unknown) => {
        failed.push(`${flow.name} ${name}: ${String(error)}`)
        return null
      })
      await done?.context().close()
      if (hand !== hands['by touch']) continue
      yield atMost(flow.name, done === null ? Infinity : flow.presses.length, { ...flow.taps, unit: 'taps' })
    }
    await own.close()
  }
  yield noneOf('By touch, keyboard only, JavaScript off', failed, `${flows.length} flows by each`)
}

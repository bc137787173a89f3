import { answering } from '../answering.ts'
import { BareLoop } from '../bare-loop.ts'
import { writesOf } from '../desk.ts'

/** To write what bookings of so many slots write, one commit each. */
export interface BareOrder {
  readonly firstSlot: number
  readonly count: number
}

const [pattern = '', file = ''] = process.argv.slice(2)
const loop = new BareLoop(file)

// The writes come from real bookings of the same slots in a park that stays as it is.
answering<BareOrder, number>(async ({ firstSlot, count }) => loop.perSecond(await writesOf(pattern, firstSlot, count)))

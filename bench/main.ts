import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { bookingRate } from './booking-rate.ts'
import { tableOf, type Figure } from './figures.ts'
import { histories } from './histories.ts'
import { overload } from './overload.ts'
import { fullPlan, quickPlan, type Plan } from './plan.ts'
import { statements } from './statements.ts'
import { worker } from './worker.ts'

const sections: Readonly<Record<string, (plan: Plan) => AsyncGenerator<Figure>>> = {
  rate: bookingRate,
  histories,
  overload,
  worker,
  statements,
}

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } })
const chosen = values.only?.split(',') ?? Object.keys(sections)
const strange = chosen.find((name) => !Object.hasOwn(sections, name))
if (strange !== undefined) {
  console.error(`--only takes ${Object.keys(sections).join(', ')}; not ${strange}`)
  process.exit(1)
}

const figures: Figure[] = []
for (const name of chosen) await measure(name, values.quick ? quickPlan : fullPlan)
const machine = `${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`
console.log(`\n${machine}; medians, with the lowest and the highest round\n\n${tableOf(figures)}`)
process.exit()

/** Figures are told as they come: a full run takes half an hour. */
async function measure(name: string, plan: Plan): Promise<void> {
  try {
    for await (const figure of sections[name]?.(plan) ?? []) {
      figures.push(figure)
      console.error([figure.measure, figure.result, figure.beside, figure.ratio].filter(Boolean).join(' · '))
    }
  } catch (error) {
    process.exitCode = 1
    figures.push({ measure: name, result: 'could not be measured to its end' })
    console.error(error)
  }
}

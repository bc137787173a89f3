import { advanceBookings } from './bookings/commands/advance-bookings.ts'
import { refreshCalendars } from './calendar-import/commands/refresh-calendars.ts'
import { sendCheckpoint } from './audit/checkpoint.ts'
import { applyConsequences, weighedAtOnce } from './usage-review/commands/apply-consequences.ts'
import { comparedAtOnce, compareUsage } from './usage-review/commands/compare-usage.ts'
import { sealAudit, sealedAtOnce } from './audit/seal.ts'
import type { Deps } from './deps.ts'
import {
  deliveredAtOnce,
  deliverNotices,
  forgetNotices,
  forgottenAtOnce as forgottenNoticesAtOnce,
} from './notices/commands/deliver-notices.ts'
import { alertedAtOnce, alertQuotas } from './quotas/commands/alert-quotas.ts'
import { forgetAnswers, forgottenAtOnce } from './platform/db/forget-answers.ts'
import {
  eraseAbsent,
  erasedAtOnce,
  forgetTraces,
  forgottenAtOnce as forgottenTracesAtOnce,
} from './people/commands/forget-traces.ts'
import { forgetPhotos, forgottenAtOnce as forgottenPhotosAtOnce } from './fault-reports/commands/forget-photos.ts'
import { extendOpenSpans, laidAtOnce } from './resources/commands/extend-open-spans.ts'
import { servedAtOnce, serveWaitlists } from './waitlist/commands/serve-waitlists.ts'
import { remindedAtOnce, remindEnding } from './training/commands/remind-ending.ts'
import type { LogLine } from './world.ts'

/** A thing that the clock asks for. Run twice, or twice at once, it must do no more than run once. */
export interface Job {
  readonly name: string
  readonly run: (deps: Deps) => Promise<void>
}

/** In this order at every look. */
export const jobs: readonly Job[] = [
  // A holiday or a park's hours entered by an operator's command reach pages that assert no version.
  { name: 'reload-park', run: async (deps) => void (await deps.reloadPark()) },
  { name: 'advance-bookings', run: (deps) => untilDone(() => advanceBookings(deps, bookingsAtOnce), bookingsAtOnce) },
  { name: 'compare-usage', run: (deps) => untilDone(() => compareUsage(deps), comparedAtOnce) },
  { name: 'apply-consequences', run: (deps) => untilDone(() => applyConsequences(deps), weighedAtOnce) },
  { name: 'serve-waitlists', run: (deps) => untilDone(() => serveWaitlists(deps), servedAtOnce) },
  { name: 'seal-audit', run: (deps) => untilDone(() => sealAudit(deps), sealedAtOnce) },
  { name: 'send-checkpoint', run: (deps) => sendCheckpoint(deps) },
  { name: 'extend-open-spans', run: (deps) => untilDone(() => extendOpenSpans(deps), laidAtOnce) },
  { name: 'remind-ending', run: (deps) => untilDone(() => remindEnding(deps), remindedAtOnce) },
  { name: 'alert-quotas', run: (deps) => untilDone(() => alertQuotas(deps), alertedAtOnce) },
  { name: 'deliver-notices', run: (deps) => untilDone(() => deliverNotices(deps), deliveredAtOnce) },
  { name: 'forget-notices', run: (deps) => untilDone(() => forgetNotices(deps), forgottenNoticesAtOnce) },
  { name: 'forget-answers', run: (deps) => untilDone(() => forgetAnswers(deps), forgottenAtOnce) },
  { name: 'forget-traces', run: (deps) => untilDone(() => forgetTraces(deps), forgottenTracesAtOnce) },
  { name: 'forget-photos', run: (deps) => untilDone(() => forgetPhotos(deps), forgottenPhotosAtOnce) },
  { name: 'erase-absent', run: (deps) => untilDone(() => eraseAbsent(deps), erasedAtOnce) },
  // Last, since other houses may take their time to answer; what is left waits for the next look.
  { name: 'refresh-calendars', run: async (deps) => void (await refreshCalendars(deps)) },
]

/** One look at the clock: every job in order. A job that fails is logged and keeps none of the others from running. */
export async function tick(deps: Deps, log: (line: LogLine) => void): Promise<void> {
  for (const job of jobs) {
    try {
      await job.run(deps)
    } catch (error) {
      log({ level: 'error', what: `job ${job.name} failed`, error })
    }
  }
}

const bookingsAtOnce = 100
// What an hour without the clock leaves behind in a busy park; what is left after that waits for the next look.
const mostRuns = 50

/** A job takes a bounded step at a time: a full one means that there may be more. */
async function untilDone(step: () => Promise<number>, full: number): Promise<void> {
  for (let run = 1; run <= mostRuns; run++) if ((await step()) < full) return
}

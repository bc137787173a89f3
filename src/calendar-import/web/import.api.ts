import { z } from 'zod'
import { bookingDocument } from '../../bookings/booking-document.ts'
import { bookingSchema } from '../../bookings/web/booking-schemas.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { ImportedCalendarId } from '../../kernel/id.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { Api } from '../../platform/http/api.ts'
import { flag, idOf, instantText, plainText, unitId } from '../../platform/http/schemas.ts'
import { closureKinds } from '../../resources/closure.ts'
import { NoCalendar } from '../calendar-reading.ts'
import { applyCalendar, type DocumentOf } from '../commands/apply-calendar.ts'
import { importCalendar, type ImportWanted } from '../commands/import-calendar.ts'
import { decided } from '../decided-plan.ts'
import { mostCalendarBytes, readCalendar } from '../read-calendar.ts'
import { readImaginedFacts, type CalendarFacts } from '../reads/plan-facts.ts'
import { readingReport } from '../reading-report.ts'
import { wantedTimes, windowSeconds } from '../wanted-times.ts'

const step = z.enum(['new', 'changed', 'gone', 'unchanged'])
const told = z.array(z.looseObject({ line: z.int(), summary: z.string() }))

const calendarAnswer = z
  .strictObject({
    id: z.string().nullable().meta({ description: 'Null in a preview of a calendar that is not kept yet' }),
    preview: z.boolean(),
    counts: z.record(z.enum([...step.options, 'waiting', 'notUnderstood']), z.int()),
    times: z.array(
      z.strictObject({
        uid: z.string(),
        recurrenceId: z.string(),
        step,
        kind: z.enum(closureKinds),
        reason: z.string(),
        startsAt: instantText,
        endsAt: instantText,
        waiting: z.boolean().meta({ description: 'Bookings are in the way that nobody decided on' }),
        inTheWay: z.array(z.string()),
      }),
    ),
    affected: z.array(bookingSchema),
    notUnderstood: told,
    noted: told,
    others: z.record(z.string(), z.int()),
  })
  .meta({ id: 'CalendarImport' })

const json = { 'content-type': 'application/json' }

const query = z.strictObject({
  preview: flag,
  resourceId: idOf('res'),
  source: plainText(100)
    .refine((text) => text !== '', { params: { kind: 'value' } })
    .prefault('calendar')
    .meta({ description: 'What the calendar is called; the same again is a new version of it' }),
  units: z
    .string()
    .max(4_000)
    .optional()
    .meta({ description: 'Ids of units, comma between them; left out: every unit in service' }),
  cancel: z
    .string()
    .max(20_000)
    .optional()
    .meta({ description: 'Ids of bookings in the way to cancel without charge, comma between them' }),
})

/** Calendars as closures. */
export function importApi(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/imports/calendar',
      policy: 'lab-manager',
      summary: 'Import an iCalendar file as closures; every event is accounted for. `?preview=1` changes nothing',
      tag: 'Managing resources',
      query,
      body: z.string().max(mostCalendarBytes),
      bodyTypes: ['text/calendar'],
      bodyBytes: mostCalendarBytes,
      answers: { 200: { description: 'What became, or would become, of every event', schema: calendarAnswer } },
    },
    async ({ c, deps, actor, query: asked, body, request }) => {
      const units = asked.units === undefined ? null : listOf(unitId, asked.units)
      const cancel = asked.cancel === undefined ? [] : listOf(idOf('bkg'), asked.cancel)
      const from = { kind: 'file', name: asked.source, text: body } as const
      const wanted = { resourceId: asked.resourceId, units, from }
      if (asked.preview) return c.json(await previewed(deps, actor, wanted, body, cancel))
      return c.body(await applied(deps, actor, wanted, cancel, request), 200, json)
    },
  )
}

function listOf<T>(one: z.ZodType<T>, text: string): T[] {
  return text.split(',').map((part) => one.parse(part.trim()))
}

type Cancelled = Parameters<typeof applyCalendar>[3]['cancel']

async function previewed(deps: Deps, actor: Actor, wanted: ImportWanted, text: string, cancel: Cancelled) {
  const now = deps.now()
  const { resourceId, units } = wanted
  const source = wanted.from.kind === 'file' ? wanted.from.name : wanted.from.address.href
  try {
    const window = { startsAt: now, endsAt: now + windowSeconds }
    const reading = readCalendar(text, { zone: deps.park().timeZone, window })
    const imagined = { resourceId, source, title: reading.name ?? source, units, report: readingReport(reading) }
    const facts = await readImaginedFacts(deps, viewerQuery(actor, now), imagined, wantedTimes(reading))
    return importDocument(facts, cancel, true)
  } catch (error) {
    if (error instanceof NoCalendar) throw new Malformed([{ pointer: '', kind: 'format' }])
    throw error
  }
}

/** Kept and applied under two keys, so that each is done once however often it is sent. */
async function applied(deps: Deps, actor: Actor, wanted: ImportWanted, cancel: Cancelled, request: RequestKey) {
  const kept = await importCalendar(deps, actor, wanted, { ...request, key: `${request.key}/kept` })
  if (kept.kind === 'refused') throw new Malformed([{ pointer: '', kind: 'format' }])
  const { id } = JSON.parse(kept.body) as { id: ImportedCalendarId }
  const documentOf: DocumentOf = (facts) => importDocument(facts, cancel, false)
  const key = { ...request, key: `${request.key}/applied` }
  return (await applyCalendar(deps, actor, id, { version: null, cancel }, key, documentOf)).body
}

function importDocument(facts: CalendarFacts, cancel: Cancelled, preview: boolean) {
  const { plan, inTheWay, viewer, now, calendar } = facts
  const waiting = new Set(decided(facts, new Set(cancel)).waiting)
  const count = (name: string) => plan.filter((time) => time.step === name && !waiting.has(time)).length
  const { report } = calendar
  const counts = Object.fromEntries(step.options.map((name) => [name, count(name)]))
  return {
    id: calendar.id || null,
    preview,
    counts: { ...counts, waiting: waiting.size, notUnderstood: report.counts.notUnderstood },
    times: plan.map((time) => ({
      uid: time.uid,
      recurrenceId: time.recurrenceId,
      step: time.step,
      kind: time.kind,
      reason: time.reason,
      startsAt: formatInstant(time.startsAt),
      endsAt: formatInstant(time.endsAt),
      waiting: waiting.has(time),
      inTheWay: time.inTheWay,
    })),
    affected: inTheWay.map(({ booking, names }) => bookingDocument(booking, names, viewer.locale, now)),
    notUnderstood: report.notUnderstood,
    noted: report.noted,
    others: report.others,
  }
}

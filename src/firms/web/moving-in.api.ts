import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { callerLocale } from '../../platform/http/caller-locale.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { usualProblem } from '../../platform/http/problem.ts'
import { importBodyBytes } from '../../platform/http/read-body.ts'
import { flag } from '../../platform/http/schemas.ts'
import { moveIn } from '../commands/move-in.ts'
import { movingKinds, UnusableFile, type FileFault, type MovingReport } from '../moving-in.ts'
import { fileFaultText, movingFaultText } from '../moving-text.ts'

const outcome = z.enum(['new', 'changed', 'unchanged', 'refused'])

const movingAnswer = z
  .strictObject({
    kind: z.enum(movingKinds),
    preview: z.boolean(),
    plan: z.string().meta({ description: 'Give it back to apply exactly this' }),
    counts: z.record(outcome, z.int()),
    unknownColumns: z.array(z.string()),
    lines: z.array(
      z.strictObject({
        line: z.int(),
        subject: z.string(),
        outcome,
        changes: z.array(z.string()),
        faults: z.array(z.strictObject({ kind: z.string(), detail: z.string() })),
      }),
    ),
  })
  .meta({ id: 'MovingReport' })

const query = z.strictObject({
  preview: flag,
  plan: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

/** A park's firms, people and projects from files, on its first day. */
export function movingInApi(api: Api): void {
  for (const kind of movingKinds)
    api.route(
      {
        method: 'post',
        path: `/imports/${kind}`,
        policy: 'park-admin',
        summary: `Import ${kind} from CSV; every line is accounted for. \`?preview=1\` changes nothing`,
        tag: 'Firms and people',
        query,
        body: z.string().max(importBodyBytes),
        bodyTypes: ['text/csv'],
        bodyBytes: importBodyBytes,
        answers: {
          200: { description: 'What became, or would become, of every line', schema: movingAnswer },
          409: { description: 'The park changed since the plan was made' },
        },
      },
      async ({ c, deps, actor, query: { preview, plan }, body, request }) => {
        try {
          const options = { preview, request, ...(plan === undefined ? {} : { plan }) }
          return c.json(document(await moveIn(deps, actor, kind, body, options), c))
        } catch (error) {
          if (error instanceof UnusableFile) return unusable(c, error.fault)
          throw error
        }
      },
    )
}

function document({ lines, ...rest }: MovingReport, c: DoorContext) {
  const locale = callerLocale(c)
  return {
    ...rest,
    lines: lines.map(({ faults, ...line }) => ({
      ...line,
      faults: faults.map((fault) => ({ kind: fault.kind, detail: movingFaultText(fault, locale) })),
    })),
  }
}

function unusable(c: DoorContext, fault: FileFault): Response {
  const locale = callerLocale(c)
  const detail = fileFaultText(fault, locale)
  return usualProblem(c, locale, 'malformed-request', { members: { errors: [{ pointer: '', detail }] } })
}

import { z } from 'zod'
import { readResourceName, type ResourceName } from '../reads/resource-name.ts'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type FaultId } from '../../kernel/id.ts'
import type { Actor, Deps } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText, unitId } from '../../platform/http/schemas.ts'
import { mostPhotoBytes, photoOf } from '../../platform/photos/photo-store.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { reportFault } from '../commands/report-fault.ts'
import { mostWords } from '../fault.ts'
import { faultsText } from './faults.text.ts'
import { faultPath, reportPath } from './paths.ts'
import { ReportView, type FilledReport } from './report-view.tsx'

const params = z.object({ id: idOf('res') })
const photo = { name: 'photo', mostBytes: mostPhotoBytes }

/** Saying what is wrong with a resource. */
export function reportPages(pages: Pages): void {
  const query = z.object({ unit: unitId.optional(), booking: idOf('bkg').optional() })
  pages.page({ method: 'get', path: '/i/:id/faults', policy: 'signed-in', params, query }, (call) => {
    const { unit = null, booking = null } = call.query
    return showForm(call, { unitId: unit, bookingId: booking, usable: null, words: '' })
  })
  const form = z.strictObject({
    usable: z.enum(['0', '1']),
    words: plainText(mostWords * 2),
    unit: z.literal('').or(unitId).optional(),
    booking: idOf('bkg').optional(),
  })
  const route = { method: 'post', path: '/i/:id/faults', policy: 'signed-in', params, form, file: photo } as const
  pages.page(route, async (call) => {
    const { c, deps, actor, form: filled, file, request } = call
    const report = {
      unitId: filled.unit || null,
      bookingId: filled.booking ?? null,
      usable: filled.usable === '1',
      words: filled.words.replaceAll('\r\n', '\n'),
    }
    const picture = file === null ? null : photoOf(file)
    const isBad = file !== null && (picture === null || deps.photos === null)
    if (isBad || report.words === '' || report.words.length > mostWords) return showForm(call, report, isBad)
    const wanted = { resourceId: call.params.id, ...report }
    const answer = await reportFault(deps, actor, wanted, picture, keyOfForm(request))
    return c.redirect(faultPath((JSON.parse(answer.body) as { id: FaultId }).id), 303)
  })
}

interface Call {
  readonly c: DoorContext
  readonly deps: Deps
  readonly actor: Actor
  readonly params: { readonly id: ResourceId }
}

/** The form, empty; or as it was filled in, with what is to be put right. */
async function showForm({ c, deps, actor, params: { id } }: Call, filled: FilledReport, badPhoto = false) {
  const found = await readResourceName(deps, actor, id)
  const isAnswer = c.req.method === 'POST'
  const { locale } = found.viewer
  const words = faultsText[locale]
  const wordsFault = filled.words === '' ? words.noWords : filled.words.length > mostWords ? words.tooLong : null
  const faults = {
    ...(isAnswer && wordsFault !== null ? { words: wordsFault } : {}),
    ...(badPhoto ? { photo: words.badPhoto } : {}),
  }
  return pageAnswer(c, formPage(deps, found, filled, faults), isAnswer ? 422 : 200)
}

function formPage(
  deps: Deps,
  { id, names, units, viewer }: ResourceName,
  filled: FilledReport,
  faults: { words?: string; photo?: string },
) {
  return (
    <Frame viewer={viewer} locale={viewer.locale} title={faultsText[viewer.locale].title}>
      <ReportView
        names={names}
        units={units}
        filled={filled}
        takesPhotos={deps.photos !== null}
        faults={faults}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
        path={reportPath(id)}
        locale={viewer.locale}
      />
    </Frame>
  )
}

import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type ProgrammeId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { attachment } from '../../platform/http/attachment.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, oneLine, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { periodInPath } from '../../statements/web/statements.api.ts'
import { handInClaims, payClaims } from '../commands/claims.ts'
import { closeProgramme, saveProgramme, setStanding } from '../commands/save-programme.ts'
import { claimsCsv, claimsWorkbook, evidencePack } from '../files.ts'
import { readClaims } from '../reads/claims.ts'
import { listProgrammes, readProgramme } from '../reads/programmes.ts'
import { programmeForm, termsOf, type FilledProgramme } from './read-programme.ts'
import { ProgrammeView, SubsidiesView } from './subsidies-view.tsx'
import { subsidiesText } from './subsidies.text.ts'

const finance = { policy: 'park-finance' } as const
const params = z.object({ id: idOf('sub') })
const ofPeriod = z.object({ id: idOf('sub'), period: periodInPath })

/** Programmes, and what is claimed of them. */
export function subsidiesPages(pages: Pages): void {
  pages.page({ policy: 'any-finance', method: 'get', path: '/f/subsidies' }, ({ c, deps, actor }) =>
    showList(c, deps, actor, null, null),
  )
  pages.page(
    { ...finance, method: 'post', path: '/f/subsidies', form: programmeForm },
    async ({ c, deps, actor, form, request }) => {
      try {
        const { body } = await saveProgramme(deps, actor, null, termsOf(form, deps.park().currency), request)
        return c.redirect(`/f/subsidies/${(JSON.parse(body) as { id: string }).id}`, 303)
      } catch (error) {
        return showList(c, deps, actor, form, shown(error))
      }
    },
  )
  pages.page({ ...finance, method: 'get', path: '/f/subsidies/:id', params }, ({ c, deps, actor, params: { id } }) =>
    showOne(c, deps, actor, id, null, null),
  )
  pages.page(
    { ...finance, method: 'post', path: '/f/subsidies/:id', params, form: programmeForm },
    ({ c, deps, actor, params: { id }, form, request }) =>
      orAgain(c, deps, actor, id, form, () =>
        saveProgramme(deps, actor, id, termsOf(form, deps.park().currency), request),
      ),
  )
  pages.page(
    { ...finance, method: 'post', path: '/f/subsidies/:id/closing', params },
    ({ c, deps, actor, params: { id }, request }) =>
      orAgain(c, deps, actor, id, null, () => closeProgramme(deps, actor, id, request)),
  )
  claimPages(pages)
  payerPages(pages)
}

function claimPages(pages: Pages): void {
  const file = ofPeriod.extend({ as: z.enum(['pack', 'csv', 'xlsx']).catch('csv') })
  pages.page(
    { ...finance, method: 'get', path: '/f/subsidies/:id/claims/:period/:as', params: file },
    async ({ c: _c, deps, actor, params: { id, period, as } }) => {
      const claims = await readClaims(deps, actor, id, period)
      const whole = { ...claims, timeZone: deps.park().timeZone }
      const { locale } = claims.viewer
      const name = `claims-${period}`
      if (as === 'pack') return attachment(await evidencePack(whole, locale), name, 'zip')
      return attachment(as === 'xlsx' ? claimsWorkbook(whole, locale) : claimsCsv(whole, locale), name, as)
    },
  )
  pages.page(
    { ...finance, method: 'post', path: '/f/subsidies/:id/claims/:period', params: ofPeriod },
    ({ c, deps, actor, params: { id, period }, request }) =>
      orAgain(c, deps, actor, id, null, () => handInClaims(deps, actor, id, period, request)),
  )
}

/** What a programme has paid, and what it asks of firms. */
function payerPages(pages: Pages): void {
  const voucher = z.strictObject({ voucher: oneLine(80).default('') })
  pages.page(
    {
      ...finance,
      method: 'post',
      path: '/f/claim-lists/:id/payment',
      params: z.object({ id: idOf('clm') }),
      form: voucher,
    },
    async ({ c, deps, actor, params: { id }, form, request }) => {
      const { body } = await payClaims(deps, actor, id, form.voucher, request)
      return c.redirect(`/f/subsidies/${(JSON.parse(body) as { programmeId: string }).programmeId}`, 303)
    },
  )
  const standing = z.strictObject({ region: plainText(80).default(''), controller: plainText(120).default('') })
  pages.page(
    {
      ...finance,
      method: 'post',
      path: '/f/firm-standings/:id',
      params: z.object({ id: idOf('firm') }),
      form: standing,
    },
    async ({ c, deps, actor, params: { id }, form, request }) => {
      await setStanding(deps, actor, id, form, request)
      return c.redirect('/f/subsidies#standings', 303)
    },
  )
}

/** What a page can tell; anything else is thrown on. */
function shown(error: unknown): Malformed | Conflict {
  if (error instanceof Malformed || error instanceof Conflict) return error
  throw error
}

async function orAgain(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: ProgrammeId,
  form: FilledProgramme | null,
  act: () => Promise<unknown>,
): Promise<Response> {
  try {
    await act()
    return c.redirect(`/f/subsidies/${id}`, 303)
  } catch (error) {
    return showOne(c, deps, actor, id, form, shown(error))
  }
}

function drawnWith(deps: Deps, filled: FilledProgramme | null, refused: Malformed | Conflict | null) {
  return {
    filled,
    fault: refused instanceof Malformed ? refused : null,
    isRefused: refused instanceof Conflict,
    formKey: () => newId('out', deps.now() * 1000, deps.entropy),
  }
}

function statusOf(refused: Malformed | Conflict | null): number {
  if (refused === null) return 200
  return refused instanceof Conflict ? 409 : 422
}

async function showList(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  form: FilledProgramme | null,
  refused: Malformed | Conflict | null,
): Promise<Response> {
  const list = await listProgrammes(deps, actor)
  const voice = voiceOf(list.viewer.locale, deps.park(), deps.now())
  const { title } = subsidiesText[voice.locale]
  return pageAnswer(
    c,
    <Frame viewer={list.viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
      <SubsidiesView list={list} voice={voice} {...drawnWith(deps, form, refused)} />
    </Frame>,
    statusOf(refused),
  )
}

async function showOne(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: ProgrammeId,
  form: FilledProgramme | null,
  refused: Malformed | Conflict | null,
): Promise<Response> {
  const one = await readProgramme(deps, actor, id)
  const voice = voiceOf(one.viewer.locale, deps.park(), deps.now())
  const { title } = subsidiesText[voice.locale]
  return pageAnswer(
    c,
    <Frame viewer={one.viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
      <ProgrammeView one={one} voice={voice} {...drawnWith(deps, form, refused)} />
    </Frame>,
    statusOf(refused),
  )
}

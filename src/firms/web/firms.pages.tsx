import { z } from 'zod'
import { Malformed } from '../../kernel/thrown.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { parse } from '../../platform/http/parse.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { typedAgain } from '../../platform/http/typed-again.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { saveFirm, suspendFirm } from '../commands/save-firm.ts'
import { creditCodeOf } from '../credit-code.ts'
import { firmKinds } from '../firm.ts'
import { listConsortia, listFirms, readFirm } from '../reads/firms.ts'
import { FirmPage, FirmsPage } from './firms-view.tsx'
import { firmBody } from './firm-schemas.ts'

const ofPark = { policy: 'park-admin' } as const
const params = z.object({ id: idOf('firm') })
const query = z.object({ q: z.string().max(80).optional(), cursor: z.string().max(400).optional() })
const placeSchema = z.strictObject({ name: z.string(), id: z.string() })
const form = z.strictObject({
  hans: z.string().max(200),
  hant: z.string().max(200),
  en: z.string().max(200),
  kind: z.enum(firmKinds),
  priceCategory: z.string().max(100),
  tier: z.string().max(100),
  creditCode: z.string().max(40),
  consortium: z.string().max(64),
  domains: z.string().max(6_000),
})

/** Firms, as the park's admins keep them. */
export function firmsPages(pages: Pages): void {
  pages.page({ ...ofPark, method: 'get', path: '/admin/firms', query }, async ({ c, deps, actor, query: wish }) => {
    const like = wish.q ?? ''
    const { viewer, firms, next } = await listFirms(deps, actor, {
      like,
      after: placeOf(placeSchema, wish.cursor),
      limit: 50,
    })
    return pageAnswer(c, <FirmsPage viewer={viewer} firms={firms} like={like} next={cursorOf(next)} />)
  })
  pages.page(
    { ...ofPark, method: 'post', path: '/admin/firms', form },
    async ({ c, deps, actor, form: filled, request }) => {
      let body = ''
      const typed = await typedAgain(filled, 'hans', async () => {
        ;({ body } = await saveFirm(deps, actor, null, wantedOf(filled), request))
      })
      if (typed === null) return c.redirect(`/admin/firms/${(JSON.parse(body) as { id: string }).id}`, 303)
      const { viewer, firms, next } = await listFirms(deps, actor, { like: '', after: null, limit: 50 })
      const again = { viewer, firms, like: '', next: cursorOf(next), typed }
      return pageAnswer(c, <FirmsPage {...again} />, 422)
    },
  )
  pages.page(
    { ...ofPark, method: 'get', path: '/admin/firms/:id', params },
    async ({ c, deps, actor, params: { id } }) => {
      const { viewer, firm } = await readFirm(deps, actor, id)
      const { consortia } = await listConsortia(deps, actor)
      return pageAnswer(c, <FirmPage viewer={viewer} firm={firm} consortia={consortia} />)
    },
  )
  changePages(pages)
}

function changePages(pages: Pages): void {
  pages.page(
    { ...ofPark, method: 'post', path: '/admin/firms/:id', params, form },
    async ({ c, deps, actor, params: { id }, form: filled, request }) => {
      const typed = await typedAgain(filled, 'hans', () => saveFirm(deps, actor, id, wantedOf(filled), request))
      if (typed === null) return c.redirect(`/admin/firms/${id}`, 303)
      const { viewer, firm } = await readFirm(deps, actor, id)
      const { consortia } = await listConsortia(deps, actor)
      return pageAnswer(c, <FirmPage viewer={viewer} firm={firm} consortia={consortia} typed={typed} />, 422)
    },
  )
  const suspension = z.strictObject({ reason: plainText(300).default(''), act: z.enum(['suspend', 'reactivate']) })
  pages.page(
    { ...ofPark, method: 'post', path: '/admin/firms/:id/suspension', params, form: suspension },
    async ({ c, deps, actor, params: { id }, form: { reason, act }, request }) => {
      if (act === 'suspend' && reason === '') throw new Malformed([{ pointer: '/reason', kind: 'missing' }])
      await suspendFirm(deps, actor, id, act === 'suspend' ? reason : null, request)
      return c.redirect(`/admin/firms/${id}`, 303)
    },
  )
}

function wantedOf({ hans, hant, en, creditCode, consortium, domains, ...rest }: z.output<typeof form>) {
  const code = creditCode.trim()
  if (code !== '' && creditCodeOf(code) === null) throw new Malformed([{ pointer: '/creditCode', kind: 'format' }])
  return parse(firmBody, {
    ...rest,
    names: { hans, hant, en },
    creditCode: code === '' ? null : code,
    consortiumId: consortium === '' ? null : consortium,
    domains: domains.split(/[\s,;]+/).filter((domain) => domain !== ''),
  })
}

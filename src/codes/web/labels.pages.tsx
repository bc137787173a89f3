import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type FacilityId, type ResourceId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { locales } from '../../platform/i18n/locale.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { readCode } from '../code.ts'
import { replaceCode } from '../commands/replace-code.ts'
import { labelSizes, mostStickers, type LabelSize } from '../label.ts'
import { readStickers, type StickersWanted } from '../reads/stickers.ts'
import { ChooserView } from './chooser-view.tsx'
import { CodesView } from './codes-view.tsx'
import { labelsText } from './labels.text.ts'
import { SheetView } from './sheet-view.tsx'

const everything: StickersWanted = {
  facilityId: null,
  categoryId: null,
  resourceId: null,
  words: '',
  codes: null,
  wholes: false,
}

/** Stickers with codes: choosing them, printing them, and giving a new code where one was lost. */
export function labelPages(pages: Pages): void {
  chooserPage(pages)
  sheetPage(pages)
  codesPages(pages)
}

function chooserPage(pages: Pages): void {
  const query = z.object({
    q: plainText(100).catch('').prefault(''),
    facility: z.string().max(64).catch('').prefault(''),
    category: z.string().max(64).catch('').prefault(''),
    wholes: z.literal('1').optional().catch(undefined),
  })
  pages.page(
    { method: 'get', path: '/m/resources/qr', policy: 'lab-manager', query },
    async ({ c, deps, actor, query: { q, facility, category, wholes } }) => {
      const found = await readStickers(deps, actor, {
        ...everything,
        words: q,
        facilityId: (facility || null) as FacilityId | null,
        categoryId: category || null,
        wholes: wholes === '1',
      })
      const { locale } = found.viewer
      return pageAnswer(
        c,
        <Frame viewer={found.viewer} locale={locale} title={labelsText[locale].title} wide>
          <ChooserView found={found} form={{ q, facility, category, wholes: wholes === '1' }} locale={locale} />
        </Frame>,
      )
    },
  )
}

function sheetPage(pages: Pages): void {
  const sizes = Object.keys(labelSizes) as [LabelSize, ...LabelSize[]]
  const query = z.object({ size: z.enum(sizes).catch('medium').prefault('medium') })
  pages.page(
    { method: 'get', path: '/m/resources/qr/sheet', policy: 'lab-manager', query },
    async ({ c, deps, actor, query: { size } }) => {
      const codes = listed(c, 'c').flatMap((text) => readCode(text) ?? [])
      const { viewer, stickers } = await readStickers(deps, actor, { ...everything, codes })
      const chosen = locales.filter((locale) => listed(c, 'lang').includes(locale))
      const { locale } = viewer
      const ordered = [...chosen].toSorted((a, b) => Number(b === locale) - Number(a === locale))
      return pageAnswer(
        c,
        <Frame viewer={viewer} locale={locale} title={labelsText[locale].title} wide sheets={['labels.css']}>
          <SheetView
            stickers={stickers}
            size={size}
            locales={ordered.length === 0 ? [locale] : ordered}
            park={deps.park().names}
            publicUrl={deps.publicUrl}
            back="/m/resources/qr"
            locale={locale}
          />
        </Frame>,
      )
    },
  )
}

/** Every value of a name in the address; a form of boxes has many. */
function listed(c: DoorContext, name: string): string[] {
  return (c.req.queries(name) ?? []).slice(0, mostStickers)
}

function codesPages(pages: Pages): void {
  const params = z.object({ id: idOf('res') })
  pages.page(
    { method: 'get', path: '/m/resources/:id/codes', policy: 'lab-manager', params },
    async ({ c, deps, actor, params: { id } }) => {
      const wanted = { ...everything, resourceId: id, wholes: true }
      const { viewer, stickers } = await readStickers(deps, actor, wanted)
      if (stickers.length === 0) throw new NotFound('resource')
      const { locale } = viewer
      const formKey = newId('frm', deps.now() * 1000, deps.entropy)
      return pageAnswer(
        c,
        <Frame viewer={viewer} locale={locale} title={labelsText[locale].codes}>
          <CodesView stickers={stickers} publicUrl={deps.publicUrl} formKey={formKey} locale={locale} />
        </Frame>,
      )
    },
  )
  const named = z.object({ code: z.string().max(40) })
  pages.page(
    { method: 'post', path: '/m/codes/:code/replacement', policy: 'lab-manager', params: named },
    async ({ c, deps, actor, params: { code: text }, request }) => {
      const { resourceId } = await replaceCode(deps, actor, readCode(text), keyOfForm(request))
      return c.redirect(`/m/resources/${encodeURIComponent(resourceId as ResourceId)}/codes`, 303)
    },
  )
}

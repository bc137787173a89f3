import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { callerLocale } from '../../platform/http/caller-locale.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { Document } from '../../platform/ui/document.tsx'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { waysIn } from '../../platform/ui/ways.ts'
import { makeCertificate } from '../commands/make-certificate.ts'
import { readByCode, readCertificate } from '../reads/certificate.ts'
import { certificateText } from './certificate.text.ts'
import { CertificateView } from './certificate-view.tsx'

/** Certificates of admission: one's own, to print or save; and whether one holds, for whoever has its code. */
export function certificatePages(pages: Pages): void {
  const form = z.strictObject({ training: z.string().max(80) })
  pages.page(
    { method: 'post', path: '/me/certificates', policy: 'signed-in', form },
    async ({ c, deps, actor, form: { training }, request }) => {
      const id = await makeCertificate(deps, actor, training, keyOfForm(request))
      return c.redirect(`/me/certificates/${id}`, 303)
    },
  )
  ownPage(pages)
  verifyPage(pages)
}

function ownPage(pages: Pages): void {
  const params = z.object({ id: idOf('crt') })
  pages.page(
    { method: 'get', path: '/me/certificates/:id', policy: 'signed-in', params },
    async ({ c, deps, actor, params: { id } }) => {
      const { viewer, certificate } = await readCertificate(deps, actor, id)
      const voice = voiceOf(viewer.locale, deps.park(), deps.now())
      const origin = deps.publicUrl ?? new URL(c.req.url).origin
      const view = { certificate, park: nameIn(deps.park().names, voice.locale), voice }
      return pageAnswer(
        c,
        <Frame viewer={viewer} locale={voice.locale} title={certificateText[voice.locale].title}>
          <CertificateView {...view} verifyAt={`${origin}/certificates/${certificate.code}`} />
        </Frame>,
      )
    },
  )
}

function verifyPage(pages: Pages): void {
  const params = z.object({ code: z.string().max(40) })
  pages.page(
    { method: 'get', path: '/certificates/:code', policy: 'anyone', params, tight: true },
    async ({ c, deps, params: { code } }) => {
      const certificate = await readByCode(deps, code.toLowerCase())
      const voice = voiceOf(callerLocale(c), deps.park(), deps.now())
      const view = { certificate, park: nameIn(deps.park().names, voice.locale), voice }
      return pageAnswer(
        c,
        <Document locale={voice.locale} title={certificateText[voice.locale].title} nav={waysIn(voice.locale)}>
          <CertificateView {...view} verifyAt={null} />
        </Document>,
      )
    },
  )
}

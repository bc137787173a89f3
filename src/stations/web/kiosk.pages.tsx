import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Deps } from '../../deps.ts'
import { newId } from '../../kernel/id.ts'
import { Conflict } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { callerLocale } from '../../platform/http/caller-locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { Document } from '../../platform/ui/document.tsx'
import { LanguageChoice } from '../../platform/ui/language-choice.tsx'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { useKiosk, type KioskAnswer } from '../commands/use-kiosk.ts'
import { readKiosk } from '../reads/kiosk.ts'
import { KioskView, type KioskNotice } from './kiosk-view.tsx'
import { kioskText } from './kiosk.text.ts'

const params = z.object({ token: z.string().max(120) })

/** The screen of a room: who is next, and checking in by short code. Its secret address is all that it needs. */
export function kioskPages(pages: Pages): void {
  pages.page({ policy: 'anyone', method: 'get', path: '/k/:token', params }, ({ c, deps, params: { token } }) =>
    showKiosk(c, deps, token, null, ''),
  )
  const form = z.strictObject({ code: z.string().max(40) })
  pages.page(
    { policy: 'anyone', method: 'post', path: '/k/:token', params, form, tight: true },
    async ({ c, deps, params: { token }, form: { code }, request }) => {
      const tokenHash = await c.get('visit').world.digest(token)
      // A token that is none answers as the page does.
      await readKiosk(deps, tokenHash)
      const voice = voiceOf(callerLocale(c), deps.park(), deps.now())
      try {
        const answer = await useKiosk(deps, tokenHash, code, keyOfForm(request))
        return await showKiosk(c, deps, token, noticeOf(answer, voice), isDone(answer) ? '' : code)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        return showKiosk(c, deps, token, { good: false, words: kioskText[voice.locale].again }, code)
      }
    },
  )
}

function isDone({ kind }: KioskAnswer): boolean {
  return kind === 'checked-in' || kind === 'checked-out'
}

function noticeOf(answer: KioskAnswer, voice: Voice): KioskNotice {
  const text = kioskText[voice.locale]
  switch (answer.kind) {
    case 'checked-in':
      return { good: true, words: text.checkedIn(nameIn(answer.resource, voice.locale), voice.soon(answer.endsAt)) }
    case 'checked-out':
      return { good: true, words: text.checkedOut(nameIn(answer.resource, voice.locale)) }
    case 'unknown':
      return { good: false, words: text.unknown }
    case 'too-early':
      return { good: false, words: text.tooEarly(voice.soon(answer.from)) }
    case 'too-late':
      return { good: false, words: text.tooLate }
  }
}

async function showKiosk(
  c: DoorContext,
  deps: Deps,
  token: string,
  notice: KioskNotice | null,
  code: string,
): Promise<Response> {
  const room = await readKiosk(deps, await c.get('visit').world.digest(token))
  const voice = voiceOf(callerLocale(c), deps.park(), deps.now())
  const formKey = newId('frm', deps.now() * 1000, deps.entropy)
  const text = kioskText[voice.locale]
  return pageAnswer(
    c,
    <Document
      locale={voice.locale}
      title={`${room.station.room} · ${text.title}`}
      sheets={['manager.css']}
      islands={['kiosk.js']}
      foot={<LanguageChoice locale={voice.locale} />}
      wide
    >
      <KioskView room={room} token={token} notice={notice} code={code} formKey={formKey} voice={voice} />
    </Document>,
    notice === null || notice.good ? 200 : 409,
  )
}

import { NotFound } from '../../kernel/thrown.ts'
import { callerLocale } from '../../platform/http/caller-locale.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import { Document } from '../../platform/ui/document.tsx'
import { LanguageChoice } from '../../platform/ui/language-choice.tsx'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { readDemoMail } from '../reads/demo-mail.ts'

/** The mailbox of a demo park: everything that a real one would have sent. */
export function demoMailPages(pages: Pages): void {
  pages.page({ method: 'get', path: '/demo/mail', policy: 'anyone' }, async ({ c, deps }) => {
    if (!deps.park().demo) throw new NotFound('page')
    const mails = await readDemoMail(deps)
    const locale = callerLocale(c)
    const text = texts[locale]
    const voice = voiceOf(locale, deps.park(), deps.now())
    return pageAnswer(
      c,
      <Document locale={locale} title={text.title} foot={<LanguageChoice locale={locale} />}>
        <h1>{text.title}</h1>
        <p class="quiet">{mails.length === 0 ? text.empty : text.why}</p>
        <ol class="mails" reversed>
          {mails.map(({ address, subject, body, sentAt }) => (
            <li>
              <h2>{subject}</h2>
              <p class="quiet">
                {address} · {voice.moment(sentAt)}
              </p>
              <div class="letter">{linked(body, deps.publicUrl)}</div>
            </li>
          ))}
        </ol>
      </Document>,
    )
  })
}

/** The letter with its links to this house made links; any other address stays text. */
function linked(body: string, publicUrl: string) {
  return body.split('\n').map((line) =>
    line.startsWith(`${publicUrl}/`) ? (
      <p>
        <a href={line.slice(publicUrl.length)}>{line}</a>
      </p>
    ) : (
      <p>{line}</p>
    ),
  )
}

const texts: Spoken<{ readonly title: string; readonly why: string; readonly empty: string }> = {
  'zh-Hans': {
    title: '演示信箱',
    why: '演示园区不寄出邮件，全部留在这里，最新的在最前。',
    empty: '还没有邮件。演示园区不寄出邮件，全部留在这里。',
  },
  'zh-Hant': {
    title: '示範信箱',
    why: '示範園區不寄出郵件，全部留在這裡，最新的在最前。',
    empty: '還沒有郵件。示範園區不寄出郵件，全部留在這裡。',
  },
  en: {
    title: 'Demo mailbox',
    why: 'A demo park sends no mail: everything is kept here, newest first.',
    empty: 'Nothing yet. A demo park sends no mail: everything is kept here.',
  },
}

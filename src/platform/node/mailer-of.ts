import { httpMailer } from '../mail/http-mailer.ts'
import type { MailSetting } from '../mail/mail-setting.ts'
import type { Mailer } from '../mail/mailer.ts'
import { smtpMailer } from './smtp-mailer.ts'

/** What takes letters away under the setting; `usual` where there is none. */
export function mailerOf(setting: MailSetting | null, usual: Mailer | null): Mailer | null {
  if (setting === null) return usual
  return setting.kind === 'smtp' ? smtpMailer(setting) : httpMailer({ ...setting, fetch })
}

import { createTransport } from 'nodemailer'
import type { Mailer } from '../mail/mailer.ts'

/** Hands letters to an SMTP server: `smtp://` with STARTTLS where it is offered, `smtps://` encrypted at once. */
export function smtpMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const transport = createTransport({ url, ...patience })
  const host = new URL(url).hostname
  return {
    async send({ id, to, subject, text }) {
      const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
      // One address as an object: a comma in it can't make it two.
      const letter = { from, to: { name: '', address: to }, subject, text, headers }
      await transport.sendMail({ ...letter, messageId: `<${id}@${host}>` })
    },
  }
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

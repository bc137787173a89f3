import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { describe, expect, test } from 'vitest'
import { httpMailer } from '../../src/platform/mail/http-mailer.ts'
import { readMailSetting } from '../../src/platform/mail/mail-setting.ts'
import { smtpMailer } from '../../src/platform/node/smtp-mailer.ts'

const mail = { id: 'out_1', to: 'li@helix.example', subject: '预约已确认：共聚焦', text: '共聚焦显微镜，已确认。\n' }
const from = 'Gongtai <booking@park.example>'

describe('a real SMTP server', () => {
  test('takes a letter in Chinese, under an id that stays', async () => {
    const letters: string[] = []
    await withSmtp(
      (text) => {
        letters.push(text)
        return null
      },
      async (url) => {
        const mailer = smtpMailer({ url, from })
        await mailer.send(mail)
        await mailer.send(mail)
      },
    )
    expect(letters).toHaveLength(2)
    for (const letter of letters) {
      expect(letter).toContain('Message-ID: <out_1@127.0.0.1>')
      expect(letter).toContain('To: li@helix.example')
      expect(letter).toMatch(/Subject: =\?UTF-8\?/)
      expect(letter).toContain('Auto-Submitted: auto-generated')
    }
  })

  test('is given one address and one subject, whatever stands in them', async () => {
    const letters: string[] = []
    const sly = { ...mail, to: 'li@helix.example', subject: 'a\r\nBcc: all@orchid.example\r\n\r\nhello' }
    await withSmtp(
      (text) => {
        letters.push(text)
        return null
      },
      (url) => smtpMailer({ url, from }).send(sly),
    )
    expect(letters[0]).not.toMatch(/^Bcc:/m)
  })

  test('that refuses a letter makes the sending fail', async () => {
    await withSmtp(
      () => new Error('mailbox full'),
      (url) => expect(smtpMailer({ url, from }).send(mail)).rejects.toThrow('mailbox full'),
    )
  })

  test('that is not there makes the sending fail', async () => {
    await expect(smtpMailer({ url: 'smtp://127.0.0.1:1', from }).send(mail)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('a provider over HTTP', () => {
  test('gets the letter once by its id, and its refusal makes the sending fail', async () => {
    const asked: { headers: Record<string, unknown>; body: unknown }[] = []
    let status = 200
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      request.on('end', () => {
        asked.push({ headers: request.headers, body: JSON.parse(text) })
        response.writeHead(status).end('{}')
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const setting = readMailSetting(`http://key-1@127.0.0.1:${port}/emails?from=${encodeURIComponent(from)}`)
    if (setting.kind !== 'http') throw new Error('this is HTTP')
    const mailer = httpMailer({ ...setting, fetch })
    await mailer.send(mail)
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer key-1', 'idempotency-key': 'out_1' })
    expect(asked[0]?.body).toMatchObject({ from, to: ['li@helix.example'], subject: mail.subject, text: mail.text })
    status = 500
    await expect(mailer.send(mail)).rejects.toThrow('500')
    server.close()
    server.closeAllConnections()
  })
})

test.each([
  ['mail.example', 'a scheme'],
  ['smtp://mail.example', '?from='],
  ['ftp://mail.example?from=a@b.c', 'begins with'],
  ['http://key@mail.example?from=a@b.c', 'begins with'],
  ['https://mail.example/emails?from=a@b.c', 'key'],
  ['smtp://mail.example?from=a%0d%0aBcc:x@y.z', '?from='],
])('a MAIL_URL like %s is refused in one line', (text, why) => {
  expect(() => readMailSetting(text)).toThrow(why)
})

async function withSmtp(judge: (letter: string) => Error | null, use: (url: string) => Promise<void>): Promise<void> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString()))
      stream.on('end', () => done(judge(text)))
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  try {
    await use(`smtp://127.0.0.1:${port}`)
  } finally {
    await new Promise<void>((done) => server.close(done))
  }
}

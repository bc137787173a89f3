import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Page } from '../support/visitor.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { mailbox, Phone } from '../support/phone.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const visits = [
  {
    wish: 'zh-CN,zh;q=0.9',
    lang: 'zh-Hans',
    said: ['预约园区里共用的仪器', '首次使用也在这里', '验证码已发往', '账号已建好', '核对 18 位', '欢迎使用共台'],
  },
  {
    wish: 'zh-TW,zh;q=0.9,en;q=0.5',
    lang: 'zh-Hant',
    said: ['預約園區裡共用的儀器', '首次使用也在這裡', '驗證碼已寄往', '帳號已建好', '核對 18 個', '歡迎使用共台'],
  },
  {
    wish: 'en-GB,fr;q=0.5',
    lang: 'en',
    said: [
      'Book the instruments',
      'New here?',
      'A code is on its way',
      'Your account is made',
      'check its 18',
      'Welcome',
    ],
  },
]

test.each(visits)('somebody new who reads $lang comes from the start page to a firm’s door', async (visit) => {
  const { lang, said } = visit
  const phone = new Phone(park, visit.wish)
  const login = await follow(phone, await phone.open('/'))
  expectSaid(login, lang, said.slice(0, 2))
  // The names of the languages come first of all, for who reads none of the rest.
  expect(login.html.indexOf('繁體中文')).toBeLessThan(login.html.indexOf('<main'))
  const asked = await phone.send('/login/code', {
    ...fieldsOf(login.html, '/login/code'),
    address: 'mei@nowhere.example',
  })
  const code = await follow(phone, asked)
  expectSaid(code, lang, [said[2] ?? ''])
  const entered = { ...fieldsOf(code.html, '/login/session'), code: await mailbox(park).code() }
  const welcome = await follow(phone, await phone.send('/login/session', entered))
  expectSaid(welcome, lang, [said[3] ?? ''])
  const mistaken = await phone.send('/welcome', { creditCode: '91310000MA1FL0000X', note: 'Mei, 三楼' })
  expect(mistaken.status).toBe(422)
  expectSaid(mistaken, lang, [said[4] ?? '', 'Mei, 三楼'])
  expect(fieldsOf(mistaken.html, '/welcome')['creditCode']).toBe('91310000MA1FL0000X')
  expectSaid(await phone.open('/'), lang, [said[5] ?? ''])
})

test('the language that was chosen before signing in stays with the new account', async () => {
  const phone = new Phone(park, 'zh-CN')
  const { html } = await follow(phone, await phone.open('/'))
  const back = await phone.send('/language', { ...fieldsOf(html, '/language'), lang: 'en' })
  expectSaid(await follow(phone, back), 'en', ['Sign in'])
  await phone.send('/login/code', { address: 'mei@nowhere.example' })
  expectSaid(await follow(phone, await phone.send('/login/session', { code: await mailbox(park).code() })), 'en', [
    'Welcome',
  ])
})

test('a fault stands beside its field, which is chosen then and not before', async () => {
  const phone = new Phone(park)
  expect((await phone.open('/login')).html).not.toContain('autofocus')
  const { status, html } = await phone.send('/login/code', { address: 'mei' })
  expect(status).toBe(422)
  expect(html).toMatch(/<input[^>]*name="address"[^>]*value="mei"[^>]*autofocus[^>]*aria-invalid="true"/)
  expect(html).toMatch(/id="field-address-fault">Give a whole address/)
})

test('who mistyped the address takes another, and the way on is kept', async () => {
  const phone = new Phone(park)
  const { html } = await phone.open('/login/code?to=mie%40nowhere.example&next=%2Fme')
  expect(html).toContain('href="/login?next=%2Fme"')
})

async function follow(phone: Phone, { status, location }: Page): Promise<Page> {
  expect([302, 303]).toContain(status)
  return phone.open(location)
}

function expectSaid({ html }: Page, lang: string, words: readonly string[]): void {
  expect(html).toContain(`<html lang="${lang}"`)
  for (const one of words) expect(textOf(html)).toContain(one)
}

import { expect, test } from 'vitest'
import { negotiate } from '../../../src/platform/i18n/negotiate.ts'
import { wordsIn } from '../../../src/platform/i18n/words.ts'

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-Hans'],
  ['zh-TW,zh;q=0.9', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-Hant-CN', 'zh-Hant'],
  ['zh-Hans-HK', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['yue', 'zh-Hant'],
  ['en-GB', 'en'],
  ['fr,en;q=0.5', 'en'],
  ['en;q=0.1, zh-TW;q=0.9', 'zh-Hant'],
  ['en;q=0, zh', 'zh-Hans'],
  ['fr-FR, de', null],
  ['*', null],
  ['', null],
  [';;q=,,zh;q=x', null],
  [undefined, null],
])('a browser that likes %s is spoken to in %s', (header, locale) => {
  expect(negotiate(header)).toBe(locale)
})

test('no sentence was left in another language’s characters', () => {
  const traditionalOnly = /[請尚寫頁個這無權訊資庫繁體語簡預約儀錯誤]/u
  const simplifiedOnly = /[请写页个这无权讯资库体语简预约仪错误]/u
  expect(JSON.stringify(wordsIn('zh-Hans'))).not.toMatch(
    new RegExp(traditionalOnly.source.replaceAll(/[尚繁]/g, ''), 'u'),
  )
  expect(JSON.stringify(wordsIn('zh-Hant'))).not.toMatch(simplifiedOnly)
  expect(JSON.stringify(wordsIn('en'))).not.toMatch(/\p{Script=Han}/u)
})

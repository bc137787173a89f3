import { expect, test } from 'vitest'
import { readCode } from '../../src/codes/code.ts'
import { namesOn, pointsFor, sheetsOf } from '../../src/codes/label.ts'

test.each([
  ['k7m2p9xw', 'k7m2p9xw'],
  [' K7M2-P9XW ', 'k7m2p9xw'],
  ['oOiIlLaa', '001111aa'],
  ['k7m2p9x', null],
  ['k7m2p9xww', null],
  ['k7m2p9xu', null],
  ['../../me', null],
  ['', null],
])('what is read off a sticker as %j is the code %j', (text, code) => {
  expect(readCode(text)).toBe(code)
})

const names = { hans: '共聚焦', hant: '共軛焦', en: 'Confocal' }

test('a label says the name in as many languages as it holds, and no text twice', () => {
  expect(namesOn('large', names, ['en', 'zh-Hans', 'zh-Hant']).map(({ text }) => text)).toEqual([
    'Confocal',
    '共聚焦',
    '共軛焦',
  ])
  expect(namesOn('medium', names, ['en', 'zh-Hans', 'zh-Hant'])).toHaveLength(2)
  expect(namesOn('small', names, ['en', 'zh-Hans'])).toEqual([{ locale: 'en', text: 'Confocal' }])
  expect(namesOn('large', { hans: 'X', hant: 'X', en: 'X' }, ['en', 'zh-Hans'])).toHaveLength(1)
})

test('letters are smaller the longer the name and the smaller the label', () => {
  expect(pointsFor('large', ['仪'])).toBe(18)
  expect(pointsFor('small', ['仪'.repeat(80)])).toBe(4)
  expect(pointsFor('medium', ['仪'.repeat(80)])).toBeLessThan(pointsFor('large', ['仪'.repeat(80)]))
})

test('labels fill sheets of 8, 24 and 65', () => {
  const many = Array.from({ length: 66 }, (_, at) => at)
  expect((['large', 'medium', 'small'] as const).map((size) => sheetsOf(size, many).length)).toEqual([9, 3, 2])
  expect(sheetsOf('small', many).flat()).toEqual(many)
  expect(sheetsOf('small', [])).toEqual([])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountInWords } from '../../src/statements/amount-in-words.ts'

test.each([
  [0, '零元整'],
  [1, '壹分'],
  [10, '壹角整'],
  [100, '壹元整'],
  [101, '壹元零壹分'],
  [110, '壹元壹角整'],
  [1_234_567, '壹万贰仟叁佰肆拾伍元陆角柒分'],
  [13_258_450, '壹拾叁万贰仟伍佰捌拾肆元伍角整'],
  [100_000_000, '壹佰万元整'],
  [1_000_100, '壹万零壹元整'],
  [10_001_000, '壹拾万零壹拾元整'],
  [100_000_001_00, '壹亿零壹元整'],
  [107_000_53, '壹拾万零柒仟元伍角叁分'],
  [16_409_02, '壹万陆仟肆佰零玖元零贰分'],
  [-5_000, '负伍拾元整'],
])('%d fen is %s', (minor, words) => {
  expect(amountInWords(minor, 'hans')).toBe(words)
})

test('the traditional script has its own numerals', () => {
  expect(amountInWords(1_234_567, 'hant')).toBe('壹萬貳仟參佰肆拾伍元陸角柒分')
})

test('every amount is said in a way of its own, and read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (minor) => {
      expect(readBack(amountInWords(minor, 'hans'))).toBe(minor)
    }),
  )
})

/** The amount that words say, by another way: digits add up within a group, groups within the number. */
function readBack(text: string): number {
  const digits = '零壹贰叁肆伍陆柒捌玖'
  const scale: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1_000 }
  let [total, group, digit] = [0, 0, 0]
  let hundredMillions = 0
  for (const sign of text) {
    if (digits.includes(sign)) digit = digits.indexOf(sign)
    else if (scale[sign]) [group, digit] = [group + digit * scale[sign], 0]
    else if (sign === '万') [total, group, digit] = [total + (group + digit) * 10_000, 0, 0]
    else if (sign === '亿') [hundredMillions, total, group, digit] = [total + group + digit, 0, 0, 0]
    else if (sign === '元')
      [total, group, digit] = [(hundredMillions * 100_000_000 + total + group + digit) * 100, 0, 0]
    else if (sign === '角') [total, digit] = [total + digit * 10, 0]
    else if (sign === '分') [total, digit] = [total + digit, 0]
  }
  return text.startsWith('负') ? -total : total
}

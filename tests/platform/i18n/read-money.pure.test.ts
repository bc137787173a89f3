import { expect, test } from 'vitest'
import { readMoney } from '../../../src/platform/i18n/read-money.ts'

test.each([
  ['12', 1_200],
  [' 12.5 ', 1_250],
  ['12,000.50', 1_200_050],
  ['1 234 567.00', 123_456_700],
  ['999999999999.99', 99_999_999_999_999],
])('%s is an amount', (text, minor) => {
  expect(readMoney(text, 'CNY')).toBe(minor)
})

// `12,50` is twelve and a half to some and a slip of the finger to others: never twelve hundred and fifty.
test.each(['12,50', '1,2', '1,,234', ',123', '1,', '1 2', '1,2345', '12.345', '-5', '', '１２', '1e3', 'NaN'])(
  '%s is not guessed to be one',
  (text) => expect(readMoney(text, 'CNY')).toBeNull(),
)

test('a currency without decimals takes none', () => {
  expect([readMoney('1,200', 'JPY'), readMoney('12.5', 'JPY')]).toEqual([1_200, null])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditCodeOf } from '../../src/firms/credit-code.ts'

// Published codes of well-known organisations.
const real = ['91110000802100433B', '914403001922038216', '91110108551385082Q']

test.each(real)('%s is taken', (code) => {
  expect(creditCodeOf(code)).toBe(code)
})

test('it is taken in small letters, full width and with spaces', () => {
  expect(creditCodeOf(' 9144 0300 1922 0382 16 ')).toBe('914403001922038216')
  expect(creditCodeOf('９１４４０３００１９２２０３８２１６')).toBe('914403001922038216')
})

test('one wrong character is always found', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet.split('')), (place, character) => {
      const code = '914403001922038216'
      const other = code.slice(0, place) + character + code.slice(place + 1)
      expect(creditCodeOf(other)).toBe(other === code ? code : null)
    }),
  )
})

test('two neighbours that changed places are found', () => {
  const code = '914403001922038216'
  for (let place = 0; place < 17; place++) {
    const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2)
    expect(creditCodeOf(swapped)).toBe(swapped === code ? code : null)
  }
})

test.each(['', '91440300192203821', '9144030019220382166', '91440300192203821I', 'nonsense'])(
  '“%s” is none',
  (text) => {
    expect(creditCodeOf(text)).toBeNull()
  },
)

import { describe, expect, test } from 'vitest'
import { domainOf, nameFrom, normalAddress } from '../../src/sign-in/address.ts'

describe('an address', () => {
  test.each([
    ['composed or not', 'ame\u0301lie@helix.example', 'am\u00e9lie@helix.example'],
    ['in capitals', 'Li.Na@Helix.EXAMPLE', 'li.na@helix.example'],
    ['in full-width letters', '\uff4c\uff49\uff20helix.example', 'li@helix.example'],
    ['with spaces around it', '\u3000 li@helix.example\n', 'li@helix.example'],
  ])('%s is one address', (_, written, normal) => {
    expect(normalAddress(written)).toBe(normal)
    expect(normalAddress(normal)).toBe(normal)
  })

  test.each(['İ@helix.example', 'ẞ@helix.example', 'K@helix.example', 'ϴ@helix.example', 'Ǆ@helix.example'])(
    'whose small letters are unusual, like %s, is the same when it is read again',
    (written) => {
      const once = normalAddress(written)
      expect(once).not.toBeNull()
      expect(normalAddress(once ?? '')).toBe(once)
    },
  )

  test.each(['li\u200b@helix.example', '\u202eli@helix.example', 'li\ufeff@helix.example', 'l\u0000i@helix.example'])(
    'with what cannot be seen, as in %j, is none',
    (written) => expect(normalAddress(written)).toBeNull(),
  )

  test.each(['li@helix.example\r\nbcc: x@y.example', '<li@helix.example>', 'a@b.example,c@d.example', 'a;b@c.example'])(
    'that would be more than one in a letter’s head, like %j, is none',
    (written) => expect(normalAddress(written)).toBeNull(),
  )

  test('has a domain, and is a name until there is a better one', () => {
    expect([domainOf('li.na@helix.example'), nameFrom('li.na@helix.example')]).toEqual(['helix.example', 'li.na'])
  })
})

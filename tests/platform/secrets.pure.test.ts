import { expect, test } from 'vitest'
import { readSecretsKeys, secretsWith } from '../../src/platform/secrets.ts'

const entropy = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]

test('what is sealed says nothing of itself, is never twice the same, and opens for its purpose', async () => {
  const secrets = secretsWith([one], entropy)
  const [first, second] = [await secrets.seal('hush-hush', 'provider'), await secrets.seal('hush-hush', 'provider')]
  expect(first).not.toBe(second)
  expect(first + second).not.toMatch(/hush/)
  expect(await secrets.open(first, 'provider')).toBe('hush-hush')
  await expect(secrets.open(first, 'another')).rejects.toThrow('SECRETS_KEY')
})

test('a key is changed by putting the new one first; without the old one nothing opens', async () => {
  const kept = await secretsWith([one], entropy).seal('密钥', 'code')
  const changed = secretsWith([other, one], entropy)
  expect(await changed.open(kept, 'code')).toBe('密钥')
  const anew = await changed.seal('密钥', 'code')
  expect(await secretsWith([other], entropy).open(anew, 'code')).toBe('密钥')
  await expect(secretsWith([other], entropy).open(kept, 'code')).rejects.toThrow('SECRETS_KEY')
  await expect(secretsWith([], entropy).open(kept, 'code')).rejects.toThrow('SECRETS_KEY')
})

test.each([0, 20, 60])('a letter changed at %i is noticed', async (at) => {
  const secrets = secretsWith([one], entropy)
  const kept = await secrets.seal('a secret that is long enough to be spoiled in many places', 'code')
  const place = 'sealed:1:'.length + at
  const spoiled = kept.slice(0, place) + (kept[place] === 'A' ? 'B' : 'A') + kept.slice(place + 1)
  await expect(secrets.open(spoiled, 'code')).rejects.toThrow('SECRETS_KEY')
})

test('without a key a text stays as it is, and with one a text from before is still read', async () => {
  const none = secretsWith([], entropy)
  expect([none.areSealed, await none.seal('123456', 'code')]).toEqual([false, '123456'])
  expect(await secretsWith([one], entropy).open('123456', 'code')).toBe('123456')
})

test('keys are 32 bytes in base64, one or more', () => {
  const text = Buffer.from(one).toString('base64')
  expect(readSecretsKeys(`${text}, ${Buffer.from(other).toString('base64url')}`)).toEqual([one, other])
  expect(readSecretsKeys('')).toEqual([])
  for (const wrong of ['short', `${text}x`, 'A'.repeat(44), `${text};${text}`])
    expect(() => readSecretsKeys(wrong)).toThrow('openssl rand -base64 32')
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { secretsWith } from '../../src/platform/secrets.ts'
import { firms, people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { mailbox, Phone } from '../support/phone.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const provider = { name: 'SSO', issuer: 'https://id.park.example', clientId: 'gongtai', clientSecret: 'hush-hush' }

test('a code and a link that wait to be mailed can’t be read in the database, and work when they arrive', async () => {
  const phone = new Phone(park)
  await phone.send('/login/code', { address: 'new@sample.example' })
  await park.script("UPDATE outbox SET leased_until = 4000000000 WHERE kind <> 'sign-in.code'")
  const [waiting] = await park.rows("SELECT body FROM outbox WHERE kind = 'sign-in.code'")
  expect(waiting?.['body']).toContain('"code":"sealed:1:')
  expect(waiting?.['body']).not.toMatch(/"\d{6}"/)
  const code = await mailbox(park).code()
  expect((await phone.send('/login/session', { code })).location).toBe('/welcome')
  const path = `/api/v1/firms/${firms.helix}/invitations`
  await park.call(people.helixAdmin, 'POST', path, { address: 'new@sample.example' })
  const [invited] = await park.rows("SELECT body FROM outbox WHERE kind = 'invitation.made'")
  expect(invited?.['body']).toContain('"token":"sealed:1:')
  expect((await phone.open(await mailbox(park).link())).html).toContain('Helix')
})

test('a provider’s secret is sealed, and for this provider only', async () => {
  await park.call(people.parkAdmin, 'POST', '/api/v1/identity-providers', provider)
  const [row] = await park.rows('SELECT id, client_secret AS secret FROM identity_provider')
  const kept = row?.['secret'] as string
  expect(kept).toMatch(/^sealed:1:/)
  expect(await park.deps.secrets.open(kept, `client-secret:${row?.['id'] as string}`)).toBe('hush-hush')
  await expect(park.deps.secrets.open(kept, 'client-secret:idp_another')).rejects.toThrow('SECRETS_KEY')
})

test('a real park takes no secret while no key is set, and says who can set one', async () => {
  const bare = await openPark({ world: { secrets: secretsWith([], park.world.entropy) } })
  await bare.script('UPDATE park SET demo = 0, rules_version = rules_version + 1')
  await bare.deps.reloadPark()
  const answer = await bare.call(people.parkAdmin, 'POST', '/api/v1/identity-providers', provider)
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('SECRETS_KEY')])
  expect(await bare.rows('SELECT id FROM identity_provider')).toEqual([])
  await bare.close()
})

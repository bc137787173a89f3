import { afterEach, beforeEach, expect, test } from 'vitest'
import { people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { Phone } from '../support/phone.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

test('a browser left open for a quarter of an hour makes no token, passkey or provider', async () => {
  const phone = new Phone(park)
  await phone.send('/login', { email: people.parkAdmin.email })
  const provider = { name: 'SSO', issuer: 'https://id.x.example', clientId: 'a', clientSecret: 'b', firm: '' }
  const token = { name: 'Loader', days: '30', read: '1' }
  park.clock.now += 15 * 60
  expect((await phone.send('/me/tokens', token)).status).toBe(201)
  park.clock.now += 1
  const options = { cookie: `gongtai=${phone.cookie('gongtai')}`, origin: 'http://localhost' }
  const passkey = await park.call(null, 'POST', '/api/v1/passkeys/options', {}, options)
  const answers = [await phone.send('/me/tokens', token), await phone.send('/admin/sign-in', provider)]
  expect([passkey.status, ...answers.map((answer) => answer.status)]).toEqual([403, 403, 403])
  expect(answers[0]?.html).toContain('href="/login"')
})

test('nobody is said to have signed in who was suspended in that very moment', async () => {
  const { id, email } = people.helixResearcher
  let suspend = async () => {}
  const racing = await openPark({
    through: (db) => ({
      read: (queries) => db.read(queries),
      write: async (rows, options) => {
        await suspend()
        return db.write(rows, options)
      },
    }),
  })
  suspend = () => racing.script(`UPDATE person SET state = 'suspended' WHERE id = '${id}'`)
  const phone = new Phone(racing)
  expect((await phone.send('/login', { email })).status).toBe(409)
  expect(phone.cookie('gongtai')).toBeUndefined()
  expect(await racing.rows("SELECT count(*) AS n FROM audit WHERE action = 'session.started'")).toEqual([{ n: 0 }])
  await racing.close()
})

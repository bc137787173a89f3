import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const helix = `/api/v1/firms/${firms.helix}`

test('two admins who leave at once do not leave a firm without one', async () => {
  await park.script(`INSERT INTO role (person_id, role, firm_id)
    VALUES ('${people.helixColleague.id}', 'firm-admin', '${firms.helix}')`)
  const answers = await Promise.all(
    [people.helixAdmin, people.helixColleague].map((who) => park.call(who, 'DELETE', `${helix}/members/${who.id}`)),
  )
  expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([204, 409])
  expect(
    await park.rows(`SELECT count(*) AS n FROM role WHERE firm_id = '${firms.helix}' AND role = 'firm-admin'`),
  ).toEqual([{ n: 1 }])
})

test('a link for one lets one of twelve in', async () => {
  const made = await park.call(people.helixAdmin, 'POST', `${helix}/invitations`, { uses: 1, role: 'firm-finance' })
  const { url } = (await made.json()) as { url: string }
  const token = url.replace(/^.*\//, '')
  const others = Object.values(people).filter((one) => one !== people.suspended && one !== people.orchidSuspended)
  const answers = await Promise.all(
    others
      .filter((who) => who !== people.helixFinance)
      .map((who) => park.call(who, 'POST', '/api/v1/invitations/acceptances', { token })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(answers.length - 1)
  expect(await park.rows('SELECT uses_left FROM invitation')).toEqual([{ uses_left: 0 }])
})

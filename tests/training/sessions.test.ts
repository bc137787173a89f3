import { afterEach, beforeEach, expect, test } from 'vitest'
import { people } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'
import { confocal, heldSession, kindPage, lettersOf, seat, send, usualSession } from './stage.ts'

const { helixColleague, helixAdmin, helixFinance, orchidAdmin, imagingManager, cellsManager } = people

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const attend = (session: string, who: readonly { id: string }[], key = 'frm_attendance') => {
  const body = new URLSearchParams([['key', key], ...who.map(({ id }) => ['present', id] as [string, string])])
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return park.call(imagingManager, 'POST', `/m/sessions/${session}/attendance`, body.toString(), headers)
}

test('who signs up and comes may book at once; who did not come may not', async () => {
  await expect(lab.book(helixColleague, '2026-11-27 10:00', '2026-11-27 11:00')).rejects.toThrow(
    'qualification-missing',
  )
  const session = await heldSession(park, imagingManager)
  const { html } = await visitor(park, helixColleague).open('/me/access')
  expect(textOf(html)).toContain('Thu 26 Nov, 14:00–16:00 Room 2 · With Dr. Lin 2 seats free')
  const action = `/me/access/sessions/${session}`
  const taken = await visitor(park, helixColleague).send(action, { ...fieldsOf(html, action), act: 'take' })
  expect(taken).toMatchObject({ status: 303, location: '/me/access' })
  expect((await seat(park, helixAdmin, session, 'take')).status).toBe(303)
  const mine = textOf((await visitor(park, helixColleague).open('/me/access')).html)
  expect(mine).toContain('My sessions Thu 26 Nov, 14:00–16:00 Confocal training')
  expect(mine).toContain('You are signed up Add to calendar Give the seat back')

  lab.clockAt('2026-11-26 16:00')
  const answer = await attend(session, [helixColleague])
  expect(answer.status).toBe(303)
  await lab.book(helixColleague, '2026-11-27 10:00', '2026-11-27 11:00')
  await expect(lab.book(helixAdmin, '2026-11-27 12:00', '2026-11-27 13:00')).rejects.toThrow('qualification-missing')
  const page = textOf((await visitor(park, imagingManager).open(`/m/sessions/${session}`)).html)
  expect(page).toContain('helixColleague colleague@helix.example Came')
  expect(page).toContain('helixAdmin admin@helix.example Did not come')
  expect((await lettersOf(park)).map(({ to, subject }) => [to, subject])).toEqual([
    ['colleague@helix.example', 'Confocal training: good until Fri 26 Nov 2027'],
  ])
})

test('attendance taken twice, or by two at once, grants once; who was forgotten is added later', async () => {
  const session = await heldSession(park, imagingManager)
  await seat(park, helixColleague, session, 'take')
  await seat(park, helixAdmin, session, 'take')
  lab.clockAt('2026-11-26 16:00')
  const answers = await Promise.all([
    attend(session, [helixColleague], 'frm_one'),
    attend(session, [helixColleague], 'frm_two'),
    attend(session, [helixColleague], 'frm_one'),
  ])
  expect(answers.map(({ status }) => status).every((status) => status === 303 || status === 409)).toBe(true)
  expect((await attend(session, [helixColleague], 'frm_three')).status).toBe(303)
  expect(await lettersOf(park)).toHaveLength(1)
  const held = () => park.rows(`SELECT person_id, valid_from FROM qualification WHERE valid_from > 1790000000`)
  expect(await held()).toHaveLength(1)
  lab.clockAt('2026-11-26 17:00')
  expect((await attend(session, [helixAdmin], 'frm_four')).status).toBe(303)
  expect(await held()).toHaveLength(2)
  expect((await lettersOf(park)).map(({ to }) => to)).toEqual(['admin@helix.example'])
})

test('attendance is not taken before the session, and grants nobody who has no seat', async () => {
  const session = await heldSession(park, imagingManager)
  await seat(park, helixColleague, session, 'take')
  expect((await attend(session, [helixColleague], 'frm_early')).status).toBe(409)
  lab.clockAt('2026-11-26 15:00')
  expect((await attend(session, [helixAdmin], 'frm_stranger')).status).toBe(303)
  expect(await park.rows(`SELECT 1 FROM qualification WHERE person_id = '${helixAdmin.id}'`)).toEqual([])
})

test('a full session says so, and a seat that is given back is free again', async () => {
  const session = await heldSession(park, imagingManager, { seats: '1' })
  expect((await seat(park, helixColleague, session, 'take')).status).toBe(303)
  expect((await seat(park, helixColleague, session, 'take')).status).toBe(303)
  const full = await seat(park, helixAdmin, session, 'take')
  expect(full.status).toBe(409)
  expect(textOf(full.html)).toContain('Somebody else has just taken the last seat.')
  expect((await seat(park, helixColleague, session, 'leave')).status).toBe(303)
  expect((await seat(park, helixAdmin, session, 'take')).status).toBe(303)
  expect(await park.rows('SELECT person_id FROM training_seat')).toEqual([{ person_id: helixAdmin.id }])
})

test('of twelve people racing for three seats, three get one', async () => {
  const session = await heldSession(park, imagingManager, { seats: '3' })
  const { helixResearcher, orchidResearcher } = people
  const runners = [helixResearcher, helixColleague, helixAdmin, orchidResearcher, orchidAdmin]
  const racers = [...runners, ...runners]
  const answers = await Promise.all(racers.map((who) => seat(park, who, session, 'take')))
  expect(answers.every(({ status }) => status === 303 || status === 409)).toBe(true)
  expect(await park.rows('SELECT count(*) AS n FROM training_seat')).toEqual([{ n: 3 }])
})

test('the database itself refuses one seat too many, and one in a session that is cancelled', async () => {
  const session = await heldSession(park, imagingManager, { seats: '1' })
  const sit = (who: { id: string }) =>
    park.script(`INSERT INTO training_seat (session_id, person_id, taken_at) VALUES ('${session}', '${who.id}', 0)`)
  await sit(helixColleague)
  await expect(sit(helixAdmin)).rejects.toThrow('SEATS_TAKEN')
  await expect(park.script(`UPDATE training_session SET seats = 0 WHERE id = '${session}'`)).rejects.toThrow()
  const other = await heldSession(park, imagingManager, { date: '2026-11-27' })
  await park.script(`UPDATE training_session SET cancelled_at = 1 WHERE id = '${other}'`)
  await expect(
    park.script(
      `INSERT INTO training_seat (session_id, person_id, taken_at) VALUES ('${other}', '${helixAdmin.id}', 0)`,
    ),
  ).rejects.toThrow('SEATS_TAKEN')
})

test('a cancelled session tells those who signed up once, each in their language, and nobody else', async () => {
  const session = await heldSession(park, imagingManager)
  await seat(park, helixColleague, session, 'take')
  await seat(park, helixAdmin, session, 'take')
  await park.script(`UPDATE person SET locale = 'zh-Hant' WHERE id = '${helixAdmin.id}'`)
  const page = `/m/sessions/${session}`
  const cancel = (reason: string) => send(park, imagingManager, page, `${page}/cancellation`, { reason })
  const blank = await cancel('')
  expect([blank.status, textOf(blank.html).includes('Say why.')]).toEqual([422, true])
  const person = visitor(park, imagingManager)
  const { html } = await person.open(page)
  const fields = { ...fieldsOf(html, '/cancellation'), reason: 'laser is down' }
  expect(await person.send(`${page}/cancellation`, fields)).toMatchObject({ status: 303, location: page })
  expect(await person.send(`${page}/cancellation`, fields)).toMatchObject({ status: 303, location: page })
  const letters = await lettersOf(park)
  expect(letters.map(({ to, subject }) => [to, subject])).toEqual([
    ['colleague@helix.example', 'Cancelled: Confocal training, Thu 26 Nov, 14:00–16:00'],
    ['admin@helix.example', '訓練取消：共軛焦訓練，11月26日 週四 14:00–16:00'],
  ])
  expect(letters[0]?.text).toContain('laser is down')
  expect((await seat(park, orchidAdmin, session, 'take')).status).toBe(409)
  expect(textOf((await visitor(park, helixColleague).open('/me/access')).html)).toContain('Cancelled: laser is down')
  expect(textOf((await visitor(park, orchidAdmin).open('/me/access')).html)).not.toContain('laser is down')
})

test('a session has a calendar entry', async () => {
  const session = await heldSession(park, imagingManager)
  const answer = await park.call(helixColleague, 'GET', `/me/access/sessions/${session}.ics`)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = await answer.text()
  expect(text).toContain('SUMMARY:Confocal training')
  expect(text).toContain('DTSTART:20261126T060000Z')
})

test('what is wrong with a session is said at its field, with everything else kept', async () => {
  const bad = async (changes: object) => {
    const fields = { ...usualSession, ...changes }
    const answer = await send(park, imagingManager, kindPage, `${kindPage}/sessions`, fields)
    return { status: answer.status, text: textOf(answer.html), html: answer.html }
  }
  const past = await bad({ date: '2026-11-22' })
  expect([past.status, past.text.includes('Choose a time that lies ahead.')]).toEqual([422, true])
  expect(past.html).toContain('value="Dr. Lin"')
  const backwards = await bad({ to: '13:00' })
  expect([backwards.status, backwards.text.includes('It has to end after it begins.')]).toEqual([422, true])
  expect((await bad({ date: 'soon' })).status).toBe(422)
  expect((await bad({ seats: '201' })).status).toBe(400)
  expect((await bad({ facility: 'fac_00000000000000000000000002' })).status).toBe(400)
  expect(await park.rows('SELECT 1 FROM training_session')).toEqual([])
})

test('another facility’s manager finds no training or session; who books for nobody takes no seat', async () => {
  const session = await heldSession(park, imagingManager)
  const stranger = visitor(park, cellsManager)
  expect((await stranger.open(kindPage)).status).toBe(404)
  expect((await stranger.open(`/m/sessions/${session}`)).status).toBe(404)
  expect(textOf((await stranger.open('/m/training')).html)).not.toContain('Confocal')
  const offered = await stranger.send(`${kindPage}/sessions`, { key: 'frm_x', ...usualSession })
  expect(offered.status).toBe(404)
  const setting = await stranger.send(`${kindPage}/setting`, { key: 'frm_y', lapse: '1', remind: '0' })
  expect(setting.status).toBe(404)
  expect((await seat(park, helixFinance, session, 'take')).status).toBe(403)
  expect(await park.rows(`SELECT lapse_months AS n FROM qualification_kind WHERE id = '${confocal}'`)).toEqual([
    { n: null },
  ])
})

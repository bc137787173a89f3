import { describe, expect, test } from 'vitest'
import { people } from './support/cast.ts'
import { openPark } from './support/open-park.ts'

describe.each(['embedded', 'sqld'] as const)('on the %s engine', (on) => {
  test('everybody asks who they are and reads only what is theirs, in one round trip each', async () => {
    const park = await openPark({ on })
    for (const [name, person] of Object.entries(people)) {
      if (person === people.suspended || person === people.orchidSuspended) continue
      park.trips.length = 0
      const answer = await park.call(person, 'GET', '/api/v1/me')
      expect([name, answer.status, park.trips.length]).toEqual([name, 200, 1])
      const text = await answer.text()
      expect(JSON.parse(text)).toMatchObject({ person: { id: person.id, email: person.email } })
      expect(text.includes('Canary Helix')).toBe(name.startsWith('helix'))
      expect(text.includes('Canary Orchid')).toBe(name.startsWith('orchid'))
    }
    await park.close()
  })

  test('the answer has the shape that the API promises', async () => {
    const park = await openPark({ on })
    expect(await (await park.call(people.helixResearcher, 'GET', '/api/v1/me')).json()).toEqual({
      person: {
        id: people.helixResearcher.id,
        name: 'helixResearcher',
        email: 'researcher@helix.example',
        locale: 'en',
      },
      firms: [{ id: expect.stringMatching(/^firm_/) as string, name: 'Helix', roles: ['researcher'] }],
      projects: [
        {
          id: expect.stringMatching(/^prj_/) as string,
          firmId: expect.stringMatching(/^firm_/) as string,
          code: '2026-K07',
          name: 'Canary Helix project',
        },
      ],
      facilities: [],
      parkRoles: [],
    })
    expect(await (await park.call(people.imagingManager, 'GET', '/api/v1/me')).json()).toMatchObject({
      facilities: [{ name: 'Imaging', roles: ['lab-manager'] }],
    })
    await park.close()
  })
})

test('the API is described by a document that needs no other host', async () => {
  const park = await openPark()
  const answer = await park.call(null, 'GET', '/api/v1/openapi.json')
  const text = await answer.text()
  const document = JSON.parse(text) as {
    openapi: string
    paths: Record<string, Record<string, Record<string, unknown>>>
  }
  expect(document.openapi).toBe('3.1.0')
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((one) => `${one} ${path}`),
  )
  const doors = park.app.routes.filter(({ path, method }) => path.startsWith('/api/v1/') && method !== 'ALL')
  const open = doors.map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(described.sort()).toEqual(open.filter((door) => !door.endsWith('/openapi.json')).sort())
  const docs = await park.call(null, 'GET', '/api/docs')
  expect(docs.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await docs.text()).not.toMatch(/(src|href)="(https?:)?\/\//)
  await park.close()
})

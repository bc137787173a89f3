import { findTargetHandler } from 'hono/utils/handler'
import { expect, test } from 'vitest'
import { policyOf } from '../../src/platform/http/door.ts'
import { openPark } from '../support/open-park.ts'
import { notPages, scenes } from './scenes.ts'

test('every page of the house is looked at, or it is said why not; and nothing else is', async () => {
  const park = await openPark()
  const routes = park.app.routes.flatMap(({ method, path, handler }) =>
    policyOf(findTargetHandler(handler)) === 'passage' ? [] : [`${method} ${path}`],
  )
  await park.close()
  const pages = routes.filter((route) => route.startsWith('GET ') && !route.startsWith('GET /api/v1/'))
  const drawn = new Set(scenes.map(({ route }) => route))
  const known = [...drawn, ...Object.keys(notPages)]
  expect(pages.filter((route) => !known.includes(route))).toEqual([])
  expect(known.filter((route) => route !== '*' && !routes.includes(route))).toEqual([])
  expect(Object.keys(notPages).filter((route) => drawn.has(route))).toEqual([])
})

test('no two scenes are called the same', () => {
  const names = scenes.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

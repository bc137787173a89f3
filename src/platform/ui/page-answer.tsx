import type { JSX } from 'hono/jsx/jsx-runtime'
import { chosenTheme } from '../http/cookies.ts'
import type { DoorContext } from '../http/door.ts'
import { drawn } from './drawn.ts'
import { PageSettingContext } from './setting.ts'

/** A page as an answer. Its components must not be async: a page's facts are read before it is drawn. */
export function pageAnswer(
  c: DoorContext,
  page: JSX.Element,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const setting = { theme: chosenTheme(c), path: pathOf(c) }
  const whole = <PageSettingContext.Provider value={setting}>{page}</PageSettingContext.Provider>
  return c.body(`<!doctype html>${drawn(whole)}`, status as 200, {
    ...headers,
    'content-type': 'text/html; charset=utf-8',
  })
}

// A form's target is no place to come back to.
function pathOf(c: DoorContext): string {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return '/'
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

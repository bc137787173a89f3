import type { Browser, Page } from 'playwright-core'
import type { ActorName } from '../../tests/gallery/actors.ts'
import type { Scene } from '../../tests/gallery/scene.ts'
import { scenes } from '../../tests/gallery/scenes.ts'
import type { Story } from '../../tests/gallery/story.ts'

export interface Bench {
  readonly story: Story
  readonly browser: Browser
  /** Where the browser can be driven from outside. */
  readonly port: number
}

/** The pages that a researcher sees, one of each kind. */
export const researcherPages = [
  'home',
  'find',
  'instrument',
  'time',
  'space',
  'lost',
  'booking-just-booked',
  'booking-in-use',
  'qr-free',
  'qr-taken',
  'me',
  'settings',
] as const

export function sceneOf(name: string): Scene {
  const found = scenes.find((scene) => scene.name === name)
  if (found === undefined) throw new Error(`no scene is called ${name}`)
  return found
}

/** A phone whose cache is empty, in the hand of somebody who is signed in. */
export async function freshPhone({ browser, story }: Bench, who: ActorName = 'researcher'): Promise<Page> {
  const context = await browser.newContext({
    baseURL: story.url,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    serviceWorkers: 'block',
  })
  const token = story.tokens.get(who) ?? ''
  await context.addCookies([{ name: 'gongtai', value: token, url: story.url }])
  return context.newPage()
}

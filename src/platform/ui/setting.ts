import { createContext } from 'hono/jsx'

export const themes = ['light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** Where a page is drawn: what its frame needs and no feature has to pass on. */
export interface PageSetting {
  /** Null follows the system. */
  readonly theme: Theme | null
  /** The page's own address, to come back to after a change of language. */
  readonly path: string
}

export const PageSettingContext = createContext<PageSetting>({ theme: null, path: '/' })

import type { ActorName } from './actors.ts'
import type { Trouble } from './open-stage.ts'
import type { Story } from './story.ts'

/** A form as it is filled; a file is of its field `file`. */
export interface Sent {
  readonly to: string
  readonly fields: Readonly<Record<string, string>>
  readonly file?: { readonly name: string; readonly text: string }
}

/** One page in one state, as one person sees it. */
export interface Scene {
  /** Its picture's name. */
  readonly name: string
  /** The route of the house that draws it; `*` where no route is meant to. */
  readonly route: string
  readonly who: ActorName
  readonly path: (story: Story) => string
  /** What is sent from there, when the scene is what a form answers. */
  readonly send?: (story: Story) => Sent
  /** SQL that takes back what was sent: a scene leaves the park as it was. */
  readonly undo?: string
  /** 200, unless it is said. */
  readonly status?: number
  readonly trouble?: Trouble
}

export type Draft = Omit<Scene, 'name' | 'route'>

/** Scenes that one route draws, by their names. */
export function of(route: string, drafts: Readonly<Record<string, Draft>>): Scene[] {
  return Object.entries(drafts).map(([name, draft]) => ({ name, route, ...draft }))
}

/** As one person sees what stands at an address. */
export function seen(who: ActorName, path: string | Scene['path'], more: Partial<Draft> = {}): Draft {
  return { who, path: typeof path === 'string' ? () => path : path, ...more }
}

/** As one person sees what the story has put at a place. */
export function placed(who: ActorName, place: string, rest = '', more: Partial<Draft> = {}): Draft {
  return { who, path: ({ at }) => at(place) + rest, ...more }
}

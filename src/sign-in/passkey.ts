import type { Deps } from '../deps.ts'

/** To which site passkeys of this park belong, and where they may be used. */
export function relyingParty({ publicUrl }: Pick<Deps, 'publicUrl'>): { id: string; origin: string } {
  return { id: new URL(publicUrl).hostname, origin: publicUrl }
}

/** How long a challenge is good, in seconds. */
export const challengeSeconds = 300

/** More than anybody's devices, and few enough to look through. */
export const mostPasskeys = 20

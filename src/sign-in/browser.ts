/** The browser that somebody signs in with. */
export interface Browser {
  /** What it is, in a few words that its owner will recognise: `Chrome · Android`. */
  readonly agent: string
  /** The hash of the token that it carries already: that session ends when another begins. */
  readonly formerHash: string | null
}

/** A User-Agent in a few words; empty when it says nothing that is known. */
export function agentWords(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 500)
  const program = programs.find(([, sign]) => text.includes(sign))?.[0]
  const system = systems.find(([, sign]) => text.includes(sign))?.[0]
  return [program, system].filter((word) => word !== undefined).join(' · ')
}

// The first that fits: every browser also claims to be the ones below it.
const programs = [
  ['WeChat', 'MicroMessenger'],
  ['Edge', 'Edg'],
  ['Opera', 'OPR/'],
  ['Samsung Internet', 'SamsungBrowser'],
  ['HuaweiBrowser', 'HuaweiBrowser'],
  ['Firefox', 'Firefox'],
  ['Firefox', 'FxiOS'],
  ['Chrome', 'CriOS'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const

const systems = [
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['macOS', 'Mac OS X'],
  ['Linux', 'Linux'],
] as const

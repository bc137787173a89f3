export const locales = ['zh-Hans', 'zh-Hant', 'en'] as const

/** A language that screens speak. */
export type Locale = (typeof locales)[number]

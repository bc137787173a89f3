import type { Locale } from '../platform/i18n/locale.ts'

/** What a person is called on screen: who was deleted has no name left, and is called that. */
export function personName(name: string, locale: Locale): string {
  return name === '' ? deleted[locale] : name
}

const deleted: Readonly<Record<Locale, string>> = {
  'zh-Hans': '已注销用户',
  'zh-Hant': '已註銷使用者',
  en: 'Deleted person',
}

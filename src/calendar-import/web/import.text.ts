import type { Spoken } from '../../platform/i18n/words.ts'
import { importTextEn } from './import.text.en.ts'
import { importTextHans } from './import.text.zh-hans.ts'
import { importTextHant } from './import.text.zh-hant.ts'

export interface ImportText {
  readonly title: string
  readonly intro: string
  readonly resource: string
  readonly name: string
  readonly nameHint: string
  readonly file: string
  readonly fileHint: string
  readonly address: string
  readonly addressHint: string
  readonly look: string
  readonly calendars: string
  readonly none: string
  readonly read: (moment: string) => string
  readonly hourly: string
  readonly notApplied: string
  readonly standsStill: string
  readonly faults: {
    readonly nothing: string
    readonly both: string
    readonly name: string
    readonly address: string
    readonly unreachable: string
    readonly refused: string
    readonly astray: string
    readonly tooLarge: string
    readonly tooMany: string
    readonly noCalendar: (line: number) => string
    readonly nobody: string
  }
  readonly steps: Readonly<Record<'new' | 'changed' | 'gone' | 'unchanged' | 'waiting' | 'lost', string>>
  readonly explained: Readonly<Record<'new' | 'changed' | 'gone' | 'waiting', string>>
  readonly was: (range: string) => string
  readonly kinds: Readonly<Record<'maintenance' | 'fault' | 'calibration' | 'event', string>>
  readonly more: (count: number) => string
  readonly cancel: (booking: string) => string
  readonly moveThere: string
  readonly apply: string
  readonly nothingToDo: string
  readonly overtaken: string
  readonly units: string
  readonly chooseUnits: string
  readonly end: string
  readonly endHint: string
  readonly noted: string
  readonly others: (count: number) => string
  readonly line: (line: number) => string
  readonly untitled: string
  readonly reason: {
    readonly line: string
    readonly missing: (property: string) => string
    readonly value: (property: string) => string
    readonly endsBeforeStart: string
    readonly tooFrequent: string
    readonly tooMany: (most: number) => string
    readonly tooLong: string
    readonly unsupported: (what: string) => string
    readonly notEnded: (part: string) => string
    readonly notBegun: (part: string) => string
    readonly outside: string
  }
  readonly note: {
    readonly floating: string
    readonly allDay: string
    readonly unknownZone: (tzid: string) => string
    readonly mappedZone: (tzid: string, zone: string) => string
    readonly zoneOfFile: (tzid: string) => string
    readonly skipped: (wall: string) => string
    readonly doubled: (wall: string) => string
    readonly noStart: string
    readonly momentary: string
    readonly free: string
    readonly noUid: string
    readonly noSeries: string
    readonly lineIgnored: (line: number) => string
  }
}

export const importText: Spoken<ImportText> = {
  'zh-Hans': importTextHans,
  'zh-Hant': importTextHant,
  en: importTextEn,
}

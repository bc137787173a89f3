import type { Spoken } from '../../platform/i18n/words.ts'
import { machineEn } from './machine.text.en.ts'
import { machineHans } from './machine.text.zh-hans.ts'
import { machineHant } from './machine.text.zh-hant.ts'
import type { Mark } from '../reads/machine-page.ts'

export const deeds = ['saved', 'state', 'unit', 'access', 'bundle', 'photo', 'due', 'question', 'condition'] as const
export type MachineDeed = (typeof deeds)[number]

export interface MachineText {
  readonly list: string
  readonly asSeen: string
  readonly copyHours: string
  readonly close: string
  readonly codes: string
  readonly done: Readonly<Record<MachineDeed, string>>
  readonly faulty: string
  readonly stale: string
  readonly marked: string
  readonly why: Readonly<Record<Mark, string>>
  readonly prices: string
  readonly noPrices: string
  readonly anHour: string
  readonly profile: string
  readonly where: string
  readonly room: string
  readonly noRoom: string
  readonly contains: string
  readonly tags: string
  readonly tagsHint: string
  readonly equivalents: string
  readonly equivalentsHint: string
  readonly lengths: string
  readonly step: string
  readonly min: string
  readonly max: string
  readonly setup: string
  readonly cleanup: string
  readonly who: string
  readonly training: string
  readonly noTraining: string
  readonly restricted: string
  readonly save: string
  readonly units: string
  readonly unitName: string
  readonly rename: string
  readonly addUnit: string
  readonly retireUnit: string
  readonly returnUnit: string
  readonly unitRetired: string
  readonly coming: (count: number) => string
  readonly unitFaults: Readonly<Record<'repeated' | 'last', string>>
  readonly access: string
  readonly accessOpen: string
  readonly nobody: string
  readonly letIn: string
  readonly subject: string
  readonly remove: string
  readonly bundles: string
  readonly bundlesHint: string
  readonly bundleName: string
  readonly bundleParts: string
  readonly bundlePartsHint: string
  readonly addBundle: string
  readonly after: (minutes: string) => string
  readonly photo: string
  readonly photoHint: string
  readonly badPhoto: string
  readonly keepPhoto: string
  readonly state: string
  readonly publish: string
  readonly outOfService: string
  readonly retire: string
  readonly stateTitle: Readonly<Record<'out-of-service' | 'retired', (name: string) => string>>
  readonly stays: (count: number) => string
  readonly nobodyAffected: string
  readonly back: string
  readonly overtaken: string
  readonly unknown: (numbers: string) => string
  readonly notOneOf: (expected: string) => string
}

/** The words of one machine's profile. */
export const machineText: Spoken<MachineText> = { 'zh-Hans': machineHans, 'zh-Hant': machineHant, en: machineEn }

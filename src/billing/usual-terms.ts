import type { RateTerms } from './tariff.ts'

/** The simplest rate: so much an hour, to the minute, with the value-added tax of services in it. */
export function usualTerms(perHourMinor: number): RateTerms {
  return {
    perHourMinor,
    bands: [],
    perSampleMinor: 0,
    perRunMinor: 0,
    startFeeMinor: 0,
    minimumMinor: 0,
    assistancePerHourMinor: 0,
    incrementMinutes: 1,
    taxBasisPoints: 600,
  }
}

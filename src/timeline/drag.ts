/** Wall time as a count of minutes since 1970 by the park's clock: a picture knows no zone. */
export type WallMinute = number

/** A stretch of wall time on the picture. */
export interface Stretch {
  readonly from: WallMinute
  readonly until: WallMinute
}

/** The hours of some days, side by side. */
export interface Grid {
  /** Midnight of the first day. */
  readonly start: WallMinute
  readonly days: number
  readonly fromHour: number
  readonly hours: number
}

export type Grip = 'whole' | 'from' | 'until'

const dayMinutes = 1440

/** The minute at a fraction of the picture's width. */
export function minuteAt(fraction: number, { start, days, fromHour, hours }: Grid): WallMinute {
  const within = Math.min(Math.max(fraction, 0), 1) * days
  const day = Math.min(Math.floor(within), days - 1)
  return start + day * dayMinutes + fromHour * 60 + (within - day) * hours * 60
}

/** Where a minute lies on the picture, from 0 to 1; what lies outside of its hours stands at their edge. */
export function fractionOf(minute: WallMinute, { start, days, fromHour, hours }: Grid, isEnd = false): number {
  const since = minute - start
  // The end of a day is no place of the next one.
  const day = isEnd ? Math.ceil(since / dayMinutes) - 1 : Math.floor(since / dayMinutes)
  if (day < 0) return 0
  if (day >= days) return 1
  const inHours = (since - day * dayMinutes - fromHour * 60) / (hours * 60)
  return (day + Math.min(Math.max(inHours, 0), 1)) / days
}

/** What a dragged block becomes: as long as before where it is held in the middle, at least a step where by an edge. */
export function dragged(block: Stretch, grip: Grip, by: { at: WallMinute; held: WallMinute; step: number }): Stretch {
  const { at, held, step } = by
  const shift = at - held
  if (grip === 'whole') {
    const from = snapped(block.from + shift, step)
    return { from, until: from + block.until - block.from }
  }
  if (grip === 'from')
    return { ...block, from: Math.min(snapped(block.from + shift, step), floorTo(block.until - 1, step)) }
  return { ...block, until: Math.max(snapped(block.until + shift, step), floorTo(block.from, step) + step) }
}

/** Free time that is dragged over: whole steps, whichever way it goes. */
export function swept(anchor: WallMinute, at: WallMinute, step: number): Stretch {
  const from = floorTo(Math.min(anchor, at), step)
  return { from, until: Math.max(from + step, Math.ceil(Math.max(anchor, at) / step) * step) }
}

/** `2026-11-23T09:00` as minutes; NaN where it says no time. */
export function wallMinute(text: string): WallMinute {
  return Date.parse(`${text}Z`) / 60_000
}

export function wallText(minute: WallMinute): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16)
}

export function isSame(a: Stretch, b: Stretch): boolean {
  return a.from === b.from && a.until === b.until
}

// Steps count from midnight: an hour’s steps never straddle it, since a step divides the day or starts anew with it.
function snapped(minute: WallMinute, step: number): WallMinute {
  const midnight = floorTo(minute, dayMinutes)
  return midnight + Math.round((minute - midnight) / step) * step
}

function floorTo(minute: WallMinute, step: number): WallMinute {
  return Math.floor(minute / step) * step
}

import { describe, expect, test } from 'vitest'
import { dragged, fractionOf, minuteAt, swept, wallMinute, wallText, type Grid } from '../../src/timeline/drag.ts'

const at = (time: string) => wallMinute(`2026-11-${time}`)
const day: Grid = { start: at('23T00:00'), days: 1, fromHour: 8, hours: 10 }
const week: Grid = { ...day, days: 7 }
const booking = { from: at('23T10:00'), until: at('23T11:30') }

function said({ from, until }: { from: number; until: number }): string {
  return `${wallText(from).slice(8)} ${wallText(until).slice(8)}`
}

describe('the picture and the clock', () => {
  test('a minute of the hours that are drawn is found again where it is drawn', () => {
    for (const grid of [day, week])
      for (let minute = 8 * 60 + 1; minute < 18 * 60; minute += 7)
        for (let ahead = 0; ahead < grid.days; ahead++) {
          const wall = grid.start + ahead * 1440 + minute
          expect(minuteAt(fractionOf(wall, grid), grid)).toBeCloseTo(wall, 6)
        }
  })

  test('what lies outside of the hours stands at their edge, and the end of a day is no place of the next', () => {
    expect(fractionOf(at('22T12:00'), week)).toBe(0)
    expect(fractionOf(at('30T12:00'), week)).toBe(1)
    expect(fractionOf(at('23T06:00'), week)).toBe(0)
    expect(fractionOf(at('24T00:00'), week, true)).toBeCloseTo(1 / 7)
    expect(minuteAt(2, day)).toBe(at('23T18:00'))
    expect(minuteAt(-1, day)).toBe(at('23T08:00'))
  })
})

describe('dragging', () => {
  const by = (held: string, to: string, step = 15) => ({ held: at(held), at: at(to), step })

  test('held in the middle a booking keeps its length, and lands on the machine’s step', () => {
    expect(said(dragged(booking, 'whole', by('23T10:40', '23T12:07')))).toBe('23T11:30 23T13:00')
    expect(said(dragged(booking, 'whole', by('23T10:40', '24T10:43')))).toBe('24T10:00 24T11:30')
    expect(said(dragged(booking, 'whole', by('23T10:40', '23T10:44')))).toBe('23T10:00 23T11:30')
  })

  test('by an edge it is stretched or shortened, never to nothing', () => {
    expect(said(dragged(booking, 'until', by('23T11:29', '23T12:20', 30)))).toBe('23T10:00 23T12:30')
    expect(said(dragged(booking, 'until', by('23T11:29', '23T08:00', 30)))).toBe('23T10:00 23T10:30')
    expect(said(dragged(booking, 'from', by('23T10:01', '23T09:02', 30)))).toBe('23T09:00 23T11:30')
    expect(said(dragged(booking, 'from', by('23T10:01', '23T17:00', 30)))).toBe('23T11:00 23T11:30')
  })

  test('free time that is dragged over becomes whole steps, whichever way it goes', () => {
    expect(said(swept(at('23T12:10'), at('23T13:20'), 30))).toBe('23T12:00 23T13:30')
    expect(said(swept(at('23T13:20'), at('23T12:10'), 30))).toBe('23T12:00 23T13:30')
    expect(said(swept(at('23T12:10'), at('23T12:11'), 30))).toBe('23T12:00 23T12:30')
  })
})

import type { Story } from './story.ts'

/** Something that somebody wants done: where they stand, what they press, and how they know that it is done. */
export interface Flow {
  readonly name: string
  readonly from: (story: Story) => string
  /** What is pressed, one after the other: their number is the number of taps. */
  readonly presses: readonly string[]
  /** What is to be seen in the end. */
  readonly done: string
  /** The fewest that we want, and the most that may ever be shipped. */
  readonly taps: { readonly goal: number; readonly never: number }
}

const confirm = '.bar button'

export const flows: readonly Flow[] = [
  {
    name: 'QR on the instrument → in use',
    from: ({ at }) => at('sticker.free'),
    presses: [confirm],
    done: '.state.in-use, .seal',
    taps: { goal: 1, never: 2 },
  },
  {
    name: 'Home → confirmed, a known instrument',
    from: () => '/',
    presses: ['.again-time button'],
    done: '.seal',
    taps: { goal: 3, never: 4 },
  },
  {
    name: 'Book again, from a booking that is over',
    from: ({ at }) => at('booking.completed'),
    presses: ['.again-time button'],
    done: '.seal',
    taps: { goal: 2, never: 3 },
  },
  {
    name: 'Any other date and length',
    from: ({ at }) => at('resource.free'),
    presses: [
      '.beside a',
      '.strip li:nth-child(6) a',
      '.lengths a:nth-child(3)',
      '.starts label:nth-child(2)',
      confirm,
    ],
    done: '.seal',
    taps: { goal: 6, never: 8 },
  },
  {
    name: 'Check in',
    from: ({ at }) => at('booking.check-in'),
    presses: ['form[action$="/check-in"] button'],
    done: '.state.in-use',
    taps: { goal: 1, never: 2 },
  },
  {
    name: 'Extend',
    from: ({ at }) => at('booking.check-in'),
    presses: ['#extend summary', '#extend button'],
    done: '.state.in-use',
    taps: { goal: 2, never: 3 },
  },
  {
    name: 'Cancel',
    from: ({ at }) => at('booking.confirmed'),
    presses: ['#cancel summary', '#cancel button'],
    done: '.state.cancelled',
    taps: { goal: 2, never: 3 },
  },
  {
    name: 'Undo, within ten minutes',
    from: ({ at }) => at('booking.just-booked'),
    presses: ['form[action$="/cancel"] button'],
    done: '.state.cancelled',
    taps: { goal: 1, never: 2 },
  },
]

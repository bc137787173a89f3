/** The mark, a bench on which two may work: its rectangles `[x, y, width, height]` on a field of 16 × 16. */
export const bench: readonly (readonly [number, number, number, number])[] = [
  [1, 4, 14, 3],
  [3, 7, 2, 6],
  [11, 7, 2, 6],
]

export const iconColours = { ground: '#0e6259', bench: '#f8f7f2', small: '#178478' } as const

/** Pictures of the mark for a phone's home screen: the side in pixels, and how many pixels a unit of the field has. */
export const icons: readonly Icon[] = [
  { name: 'icon-192.png', side: 192, unit: 9 },
  { name: 'icon-512.png', side: 512, unit: 24 },
  // The system cuts it to a shape of its own: the mark stays inside the middle four fifths.
  { name: 'icon-maskable-512.png', side: 512, unit: 22 },
  { name: 'apple-touch-icon.png', side: 180, unit: 9 },
]

export interface Icon {
  readonly name: string
  readonly side: number
  readonly unit: number
}

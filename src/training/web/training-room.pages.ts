import type { Pages } from '../../platform/http/pages.ts'
import { holderPages } from './holder.pages.tsx'
import { seatPages } from './seat.pages.tsx'
import { sessionPages } from './session.pages.tsx'
import { trainingPages } from './training.pages.tsx'

/** Every page of trainings, their people and sessions. */
export function trainingRoom(pages: Pages): void {
  seatPages(pages)
  trainingPages(pages)
  holderPages(pages)
  sessionPages(pages)
}

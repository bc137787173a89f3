import { accessPages } from '../../access/web/access.pages.tsx'
import type { Pages } from '../../platform/http/pages.ts'
import { holderPages } from './holder.pages.tsx'
import { seatPages } from './seat.pages.tsx'
import { sessionPages } from './session.pages.tsx'
import { trainingPages } from './training.pages.tsx'

/** Every page of trainings and access: one's own, those asked for, and those looked after. */
export function trainingRoom(pages: Pages): void {
  accessPages(pages)
  seatPages(pages)
  trainingPages(pages)
  holderPages(pages)
  sessionPages(pages)
}

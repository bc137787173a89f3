import type { PersonId, TrainingSessionId } from '../../kernel/id.ts'

export const trainingPath = '/m/training'

export function kindPath(kindId: string): string {
  return `${trainingPath}/${encodeURIComponent(kindId)}`
}

export function holderPath(kindId: string, personId: PersonId): string {
  return `${kindPath(kindId)}/people/${encodeURIComponent(personId)}`
}

export function sessionPath(id: TrainingSessionId): string {
  return `/m/sessions/${encodeURIComponent(id)}`
}

/** Where whoever signs up finds it: its answer ends in `.ics`. */
export function seatPath(id: TrainingSessionId): string {
  return `/me/access/sessions/${encodeURIComponent(id)}`
}

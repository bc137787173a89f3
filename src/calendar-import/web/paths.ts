import type { ImportedCalendarId } from '../../kernel/id.ts'

export function calendarPath(id: ImportedCalendarId): string {
  return `/m/import/${encodeURIComponent(id)}`
}

/** Whom a visitor of a demo park may become with one click, and what they are there. */
export const demoPeople = [
  { email: 'researcher@helix.example', part: 'researcher' },
  { email: 'admin@helix.example', part: 'firm-admin' },
  { email: 'finance@helix.example', part: 'firm-finance' },
  { email: 'researcher@orchid.example', part: 'researcher' },
  { email: 'manager@park.example', part: 'lab-manager' },
  { email: 'finance@park.example', part: 'park-finance' },
  { email: 'admin@park.example', part: 'park-admin' },
] as const

export function isDemoPerson(email: string): boolean {
  return demoPeople.some((person) => person.email === email)
}

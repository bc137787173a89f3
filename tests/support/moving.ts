import { expect } from 'vitest'
import type { MovingReport } from '../../src/firms/moving-in.ts'
import { people } from './cast.ts'
import type { TestPark } from './open-park.ts'

/** An import's report, as the API shows it. */
export interface Report extends Omit<MovingReport, 'lines'> {
  lines: { line: number; subject: string; outcome: string; changes: string[]; faults: { detail: string }[] }[]
}

export const english = { 'content-type': 'text/csv', 'accept-language': 'en' }

/** The park's admin, who sends files. */
export function mover(park: TestPark) {
  const send = (kind: string, csv: string, query = '', headers: Record<string, string> = {}) =>
    park.call(people.parkAdmin, 'POST', `/api/v1/imports/${kind}${query}`, csv, { ...english, ...headers })
  const move = async (kind: string, csv: string, query = '', headers: Record<string, string> = {}) => {
    const answer = await send(kind, csv, query, headers)
    expect(answer.status).toBe(200)
    return (await answer.json()) as Report
  }
  return { send, move }
}

export type Mover = ReturnType<typeof mover>

/** `2 new`: what became of each line. */
export function outcomes({ lines }: Report): string[] {
  return lines.map(({ line, outcome }) => `${line} ${outcome}`)
}

/** Why lines were refused. */
export function reasons({ lines }: Report): string[] {
  return lines.flatMap(({ line, faults }) => faults.map((fault) => `${line} ${fault.detail}`))
}

export const firmFile = `name_zh_hans,name_en,kind,credit_code,domains
新芽生物,Sprout Bio,company,914403001922038216,sprout.example|sprout.test
仁和医院,Renhe Hospital,hospital,,
`
export const peopleFile = `address,name,firm,roles,facility
lin@sprout.example,林晓,新芽生物,researcher|firm-admin,
chen@sprout.example,陈 立,914403001922038216,,
LIN@sprout.example,林晓,Renhe Hospital,单位财务,
core@park.example,Kim,,,Imaging
office@park.example,Ada,,park-finance,
`
export const projectFile = `firm,code,name,starts_on,ends_on,budget,members
Sprout Bio,2027-K01,类器官筛选,2027/1/1,2027-12-31,"120,000.50",lin@sprout.example
Sprout Bio,2027-K02,Open to all,,,,
`

import { knowledgePages } from '../../knowledge/web/knowledge.pages.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { cataloguePages } from './catalogue.pages.tsx'
import { machinePages } from './machine.pages.tsx'
import { machinePartPages } from './machine-parts.pages.tsx'
import { machinesPages } from './machines.pages.tsx'
import { newMachinePages } from './new.pages.tsx'
import { togetherPages } from './together.pages.tsx'

/** Every page of the machines; `/m/resources/:id` comes after the paths that are no ids. */
export function machineRoomPages(pages: Pages): void {
  machinesPages(pages)
  newMachinePages(pages)
  togetherPages(pages)
  cataloguePages(pages)
  machinePages(pages)
  machinePartPages(pages)
  knowledgePages(pages)
}

import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { ResourceId, UnitId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText, unitId } from '../../platform/http/schemas.ts'
import { mostPhotoBytes, photoOf } from '../../platform/photos/photo-store.ts'
import { addBundle, changeGrant, changeUnit, removeBundle, type UnitChange } from '../commands/change-parts.ts'
import { keepPhoto } from '../commands/keep-photo.ts'
import { readMachinePhoto } from '../reads/machine-photo.ts'
import { showMachine } from './machine.pages.tsx'
import type { MachineDeed } from './machine.text.ts'
import type { Filled } from './new-form.tsx'
import { managers } from './machines.pages.tsx'
import { machinePath } from './paths.ts'

const params = z.object({ id: idOf('res') })

/** What a machine has besides its profile: units, who is let in, bundles, a photo. */
export function machinePartPages(pages: Pages): void {
  unitPages(pages)
  accessPage(pages)
  bundlePage(pages)
  photoPages(pages)
}

function unitPages(pages: Pages): void {
  const form = z.strictObject({
    do: z.enum(['add', 'rename', 'retire', 'return']),
    unit: unitId.optional(),
    name: plainText(60).prefault(''),
  })
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id/units', params, form }, (call) => {
    const { do: what, unit, name } = call.form
    if ((what === 'add' || what === 'rename') && name === '')
      throw new Malformed([{ pointer: '/name', kind: 'missing' }])
    const change = unitChange(what, unit ?? nobody, name)
    return handlePart(call, 'unit', (of) => changeUnit(call.deps, call.actor, change, of))
  })
}

const nobody = 0 as UnitId

function unitChange(what: UnitChange['do'], unitId: UnitId, name: string): UnitChange {
  if (what === 'add') return { do: what, name }
  return what === 'rename' ? { do: what, unitId, name } : { do: what, unitId }
}

function accessPage(pages: Pages): void {
  const form = z.strictObject({ do: z.enum(['add', 'remove']), subject: z.string().max(80) })
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id/access', params, form }, (call) => {
    const { do: what, subject } = call.form
    const [, kind, subjectId] = /^(firm|consortium|person) (\S+)$/.exec(subject) ?? []
    if (kind === undefined || subjectId === undefined) throw new Malformed([{ pointer: '/subject', kind: 'value' }])
    const change = { do: what, kind: kind as 'firm', subjectId }
    return handlePart(call, 'access', (of) => changeGrant(call.deps, call.actor, change, of))
  })
}

const mostParts = 7

function bundlePage(pages: Pages): void {
  const form = z.strictObject({
    do: z.enum(['add', 'remove']),
    name: plainText(120).prefault(''),
    parts: z.string().max(1000).prefault(''),
    bundle: z.string().max(64).optional(),
  })
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id/bundles', params, form }, (call) => {
    const { do: what, name, parts: text, bundle = '' } = call.form
    if (what === 'remove') {
      return handlePart(call, 'bundle', (of) => removeBundle(call.deps, call.actor, bundle, of))
    }
    const parts = text
      .split('\n')
      .map((line) => /^(.*?)(?:\s+\+?(\d{1,4}))?$/.exec(line.trim()))
      .flatMap((line) => (line?.[1] ? [{ number: line[1].normalize('NFC'), offsetMinutes: Number(line[2] ?? 0) }] : []))
    return handlePart(call, 'bundle', (of) => {
      if (name === '' || parts.length > mostParts) throw new Malformed([{ pointer: '/parts', kind: 'value' }])
      return addBundle(call.deps, call.actor, { names: { hans: name, hant: name, en: name }, parts }, of)
    })
  })
}

function photoPages(pages: Pages): void {
  const form = z.strictObject({ photo: z.literal('').optional(), file: z.string().optional() })
  const file = { name: 'photo', mostBytes: mostPhotoBytes }
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id/photo', params, form, file }, (call) =>
    handlePart(call, 'photo', async (of) => {
      const photo = call.file === null ? null : photoOf(call.file)
      if (photo === null) throw new Malformed([{ pointer: '/photo', kind: 'value' }])
      await keepPhoto(call.deps, call.actor, photo, of)
    }),
  )
  pages.page(
    { method: 'get', path: '/i/:id/photo', policy: 'signed-in', params },
    async ({ c, deps, actor, params: { id } }) => {
      const { type, bytes } = await readMachinePhoto(deps, actor, id)
      const headers = { 'content-type': type, 'content-disposition': 'inline', 'cache-control': 'private, max-age=300' }
      return c.body(bytes, 200, headers)
    },
  )
}

interface Call {
  readonly c: DoorContext
  readonly deps: Deps
  readonly actor: Actor
  readonly params: { readonly id: ResourceId }
  readonly request: RequestKey
  readonly form: Readonly<Record<string, unknown>>
}

/** Done: back to the machine. Not done: the machine's page as it stands, and why. */
export async function handlePart(
  { c, deps, actor, params: { id }, request, form }: Call,
  deed: MachineDeed,
  act: (of: { id: ResourceId; key: RequestKey }) => Promise<void>,
): Promise<Response> {
  try {
    await act({ id, key: keyOfForm(request) })
  } catch (error) {
    const isLast = error instanceof Conflict && error.kind === 'state-forbids'
    const fault = error instanceof Malformed ? error.faults[0] : undefined
    if (!isLast && fault === undefined) throw error
    const kind = fault?.kind ?? 'value'
    return showMachine(c, deps, actor, id, { faults: [{ pointer: fieldOfDeed[deed], kind }], typed: typedIn(form) })
  }
  return c.redirect(`${machinePath(id)}?done=${deed}`, 303)
}

function typedIn(form: Readonly<Record<string, unknown>>): Filled {
  return Object.fromEntries(
    Object.entries(form).filter((field): field is [string, string] => typeof field[1] === 'string'),
  )
}

const fieldOfDeed: Readonly<Record<MachineDeed, string>> = {
  saved: '/en',
  state: '/state',
  unit: '/unit',
  access: '/access',
  bundle: '/parts',
  photo: '/photo',
  due: '/due',
  question: '/question',
  condition: '/condition',
}

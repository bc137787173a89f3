import { Conflict, Malformed } from '../../kernel/thrown.ts'

/** A form that comes again: what was typed, and why which of its fields could not be taken. */
export interface TypedAgain {
  readonly fields: Readonly<Record<string, string>>
  readonly faults: ReadonlyMap<string, 'unfit' | 'taken'>
}

/**
 * Does what the form asks; null where it is done. `named` is the field that has the name: what else bears it is told
 * there. Any other trouble is thrown on.
 */
export async function typedAgain(
  fields: Readonly<Record<string, string>>,
  named: string,
  act: () => Promise<unknown>,
): Promise<TypedAgain | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (error instanceof Conflict && error.kind === 'name-taken') return { fields, faults: new Map([[named, 'taken']]) }
    if (!(error instanceof Malformed)) throw error
    return { fields, faults: new Map(error.faults.map(({ pointer }) => [fieldOf(pointer, fields), 'unfit'])) }
  }
}

/** `/names/hans` is the field `hans`, `/domains/3` is `domains`, `/budgetMinor` is `budget`. */
function fieldOf(pointer: string, fields: Readonly<Record<string, string>>): string {
  const steps = pointer.split('/').map((step) => step.replace(/(Minor|Id)$/, ''))
  return steps.findLast((step) => step in fields) ?? ''
}

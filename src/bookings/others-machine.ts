import { mayAnywhere, type Viewer } from '../firms/viewer.ts'
import { Forbidden, NotFound } from '../kernel/thrown.ts'

/** A machine of a facility that somebody else manages, asked for by a lab manager. */
class OthersMachine extends Forbidden {}

/** Why a machine is not this viewer's to manage. */
export function notTheirs(viewer: Viewer): Forbidden {
  return mayAnywhere(viewer, 'manage-resources') ? new OthersMachine() : new Forbidden()
}

/** On a page, another facility's machine is to a lab manager one that there is not. */
export async function absentToOthers<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw error instanceof OthersMachine ? new NotFound('resource') : error
  }
}

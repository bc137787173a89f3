import { mayAnywhere, type Viewer } from '../firms/viewer.ts'
import { optionalKinds, type OptionalKind } from '../notices/notice.ts'

/** Letters that somebody with these roles may get and may do without. */
export function choosableKinds(viewer: Pick<Viewer, 'roles'>): OptionalKind[] {
  return optionalKinds.filter((kind) => {
    if (kind === 'access.requested') return mayAnywhere(viewer, 'manage-resources')
    if (kind === 'booking.pending')
      return mayAnywhere(viewer, 'manage-resources') || mayAnywhere(viewer, 'manage-projects')
    if (kind === 'join.requested') return mayAnywhere(viewer, 'manage-projects')
    return true
  })
}

/** What is muted after a choice of `wanted` among `choosable`; what could not be chosen stays as it was. */
export function mutedAfter(
  muted: readonly string[],
  choosable: readonly OptionalKind[],
  wanted: readonly string[],
): OptionalKind[] {
  return optionalKinds.filter((kind) => (choosable.includes(kind) ? !wanted.includes(kind) : muted.includes(kind)))
}

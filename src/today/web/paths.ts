import { address } from '../../platform/http/address.ts'
import { needKinds, type NeedKind } from '../need.ts'

/** What a lab manager's page shows, as its address says it. */
export interface TodayForm {
  readonly facility: string
  readonly q: string
  /** One kind of need, all of it. */
  readonly show: NeedKind | null
}

export function todayPath(form: Partial<TodayForm> = {}, more: Readonly<Record<string, string | null>> = {}): string {
  return address('/m', { facility: form.facility, q: form.q, show: form.show, ...more })
}

/** The page's own query, as a form on it carries it to come back. */
export function backOf(form: TodayForm): string {
  return todayPath(form).replace(/^\/m\??/, '')
}

/** Where a form on the page leads back to; whatever else it carries is dropped. */
export function todayAgain(back: string, done: string | null = null): string {
  return todayPath(formIn(back), { done })
}

export function formIn(back: string): TodayForm {
  const query = new URLSearchParams(back)
  const show = needKinds.find((kind) => kind === query.get('show')) ?? null
  return { facility: query.get('facility') ?? '', q: query.get('q') ?? '', show }
}

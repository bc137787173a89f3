import { z } from 'zod'
import { personName } from '../../firms/person-name.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { isDate, spanOfDay } from '../../kernel/wall-clock.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import { Field } from '../../platform/ui/form-parts.tsx'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { listAudit } from '../reads/list-audit.ts'
import { auditPlace } from './audit.api.ts'

const word = z.string().max(80).default('')
const query = z.object({
  entity: word,
  actor: word,
  action: word,
  from: word,
  to: word,
  cursor: z.string().max(400).optional(),
})
type Wish = z.output<typeof query>

/** Who changed what: to the park's admins all of it, to a firm's its own, to lab managers their facility's. */
export function auditPages(pages: Pages): void {
  pages.page(
    { method: 'get', path: '/admin/audit', policy: 'any-auditor', query },
    async ({ c, deps, actor, query: wish }) => {
      const { timeZone: zone } = deps.park()
      const found = await listAudit(deps, actor, {
        entity: wish.entity.trim() || null,
        actorId: wish.actor.trim() || null,
        action: wish.action.trim() || null,
        from: isDate(wish.from) ? spanOfDay(wish.from, zone).startsAt : null,
        to: isDate(wish.to) ? spanOfDay(wish.to, zone).endsAt : null,
        after: placeOf(auditPlace, wish.cursor),
        limit: 50,
      })
      const voice = voiceOf(found.viewer.locale, deps.park(), deps.now())
      return pageAnswer(c, <AuditPage {...found} voice={voice} wish={wish} />)
    },
  )
}

interface AuditProps extends Awaited<ReturnType<typeof listAudit>> {
  readonly voice: Voice
  readonly wish: Wish
}

function AuditPage({ viewer, entries, next, voice, wish }: AuditProps) {
  const text = texts[voice.locale]
  const onward = new URLSearchParams({ ...wish, cursor: cursorOf(next) ?? '' }).toString()
  return (
    <Frame viewer={viewer} locale={voice.locale} title={text.title} wide>
      <h1>{text.title}</h1>
      <p class="quiet">{text.why}</p>
      <form method="get" action="/admin/audit" class="fields">
        <Field label={text.entity} name="entity" value={wish.entity} maxlength={80} />
        <Field label={text.actor} name="actor" value={wish.actor} maxlength={80} />
        <Field label={text.action} name="action" value={wish.action} maxlength={80} />
        <Field label={text.from} name="from" type="date" value={wish.from} />
        <Field label={text.to} name="to" type="date" value={wish.to} />
        <button class="button" type="submit">
          {text.find}
        </button>
      </form>
      {entries.length === 0 ? <p>{text.none}</p> : <Entries entries={entries} voice={voice} />}
      {next === null ? null : (
        <p>
          <a class="button quiet" href={`/admin/audit?${onward}`}>
            {text.more}
          </a>
        </p>
      )}
    </Frame>
  )
}

function Entries({ entries, voice }: Pick<AuditProps, 'entries' | 'voice'>) {
  const text = texts[voice.locale]
  return (
    <div class="scrolling" tabindex={0} role="region" aria-label={text.title}>
      <table class="matrix">
        <thead>
          <tr>
            {[text.when, text.actor, text.action, text.entity, text.detail].map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map(({ at, actorId, actorName, action, entity, detail }) => (
            <tr>
              <td>
                <time>{voice.moment(at)}</time>
              </td>
              <td>
                <a href={`/admin/audit?actor=${encodeURIComponent(actorId)}`}>
                  {actorName === null ? actorId : personName(actorName, voice.locale)}
                </a>
              </td>
              <td>{action}</td>
              <td>
                <a href={`/admin/audit?entity=${encodeURIComponent(entity)}`}>{entity}</a>
              </td>
              <td>{detail === '{}' ? '' : detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface AuditText {
  readonly title: string
  readonly why: string
  readonly entity: string
  readonly actor: string
  readonly action: string
  readonly when: string
  readonly detail: string
  readonly from: string
  readonly to: string
  readonly find: string
  readonly none: string
  readonly more: string
}

const texts: Spoken<AuditText> = {
  'zh-Hans': {
    title: '审计记录',
    why: '每次变动一行，只增不改；每行都与前一行的散列相连，检查点寄给园区管理员。',
    entity: '对象编号',
    actor: '操作人',
    action: '动作',
    when: '时间',
    detail: '内容',
    from: '从',
    to: '到（含当天）',
    find: '查找',
    none: '没有符合的记录',
    more: '更早',
  },
  'zh-Hant': {
    title: '稽核紀錄',
    why: '每次變動一行，只增不改；每行都與前一行的雜湊相連，檢查點寄給園區管理員。',
    entity: '對象編號',
    actor: '操作人',
    action: '動作',
    when: '時間',
    detail: '內容',
    from: '從',
    to: '到（含當天）',
    find: '尋找',
    none: '沒有符合的紀錄',
    more: '更早',
  },
  en: {
    title: 'Audit log',
    why: 'One row for each change, never edited, each chained to the one before; checkpoints go to the park’s admins.',
    entity: 'Entity',
    actor: 'Who',
    action: 'Action',
    when: 'When',
    detail: 'Detail',
    from: 'From',
    to: 'Until, that day included',
    find: 'Find',
    none: 'Nothing fits',
    more: 'Earlier',
  },
}

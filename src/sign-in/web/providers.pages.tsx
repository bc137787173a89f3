import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { adminText } from '../../firms/web/admin.text.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { parse } from '../../platform/http/parse.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { typedAgain, type TypedAgain } from '../../platform/http/typed-again.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { addProvider, disableProvider } from '../commands/change-providers.ts'
import { readProviders } from '../reads/providers.ts'
import { wantedProvider } from './providers.api.ts'

const here = '/admin/sign-in'
const ofPark = { policy: 'sign-in-admin' } as const

/** The park's admins say with which providers people sign in. */
export function providersPages(pages: Pages): void {
  pages.page({ ...ofPark, method: 'get', path: here }, ({ c, deps, actor }) => show(c, deps, actor))
  const text = z.string().max(600)
  const form = z.strictObject({ name: text, issuer: text, clientId: text, clientSecret: text, firm: text })
  pages.page({ ...ofPark, method: 'post', path: here, form }, async ({ c, deps, actor, form: filled, request }) => {
    const typed = await typedAgain(filled, 'name', () => {
      const { firm, ...wanted } = parse(wantedByForm, filled)
      return addProvider(deps, actor, { ...wanted, firmId: firm === '' ? null : firm }, request)
    })
    return typed === null ? c.redirect(here, 303) : show(c, deps, actor, typed)
  })
  const params = z.object({ id: idOf('idp') })
  pages.page({ ...ofPark, method: 'post', path: '/admin/sign-in/:id/end', params }, async (call) => {
    await disableProvider(call.deps, call.actor, call.params.id, call.request)
    return call.c.redirect(here, 303)
  })
}

const wantedByForm = z.strictObject({ ...wantedProvider, firm: z.union([z.literal(''), idOf('firm')]) })

async function show(c: DoorContext, deps: Deps, actor: Actor, typed?: TypedAgain): Promise<Response> {
  const facts = await readProviders(deps, actor)
  const callback = `${deps.publicUrl}/login/callback/`
  const page = { ...facts, locale: facts.viewer.locale, callback, ...(typed ? { typed } : {}) }
  return pageAnswer(c, <ProvidersPage {...page} />, typed === undefined ? 200 : 422)
}

type ProvidersProps = Awaited<ReturnType<typeof readProviders>> & {
  readonly locale: Locale
  readonly callback: string
  readonly typed?: TypedAgain
}

function ProvidersPage({ viewer, providers, firms, locale, callback, typed }: ProvidersProps) {
  const text = texts[locale]
  const nameOf = (id: string | null) => {
    const firm = firms.find((one) => one.id === id)
    return firm === undefined ? text.park : nameIn(firm, locale)
  }
  return (
    <Frame viewer={viewer} locale={locale} title={text.title}>
      <h1>{text.title}</h1>
      {providers.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows">
        {providers.map(({ id, name, issuer, firmId }) => (
          <li class="row">
            <span>
              <strong>{name}</strong>
              <small>
                {nameOf(firmId)} · {issuer}
              </small>
            </span>
            <form method="post" action={`/admin/sign-in/${id}/end`}>
              <button class="plain" type="submit">
                {text.off}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <h2>{text.add}</h2>
      <AddForm firms={firms} locale={locale} callback={callback} {...(typed ? { typed } : {})} />
    </Frame>
  )
}

type AddProps = Pick<ProvidersProps, 'firms' | 'locale' | 'callback' | 'typed'>

function AddForm({ firms, locale, callback, typed }: AddProps) {
  const text = texts[locale]
  const field = (name: string) => {
    const why = typed?.faults.get(name)
    return {
      name,
      // A secret is not sent back.
      value: name === 'clientSecret' ? '' : (typed?.fields[name] ?? ''),
      ...(why === undefined ? {} : { fault: adminText[locale].faults[why] }),
    }
  }
  return (
    <form method="post" action={here} class="fields">
      <Field label={text.name} {...field('name')} maxlength={60} required />
      <Field label={text.issuer} {...field('issuer')} type="url" hint={text.hint(callback)} maxlength={300} required />
      <Field label={text.clientId} {...field('clientId')} maxlength={200} required />
      <Field label={text.clientSecret} {...field('clientSecret')} maxlength={500} autocomplete="off" required />
      <Select
        label={text.whose}
        {...field('firm')}
        options={[
          { value: '', text: text.park },
          ...firms.map((firm) => ({ value: firm.id, text: nameIn(firm, locale) })),
        ]}
      />
      <button class="button" type="submit">
        {text.add}
      </button>
    </form>
  )
}

interface ProvidersText {
  readonly title: string
  readonly none: string
  readonly park: string
  readonly off: string
  readonly add: string
  readonly name: string
  readonly issuer: string
  readonly hint: (callback: string) => string
  readonly clientId: string
  readonly clientSecret: string
  readonly whose: string
}

const texts: Spoken<ProvidersText> = {
  'zh-Hans': {
    title: '单点登录',
    none: '还没有单点登录。人们用邮件验证码和通行密钥登录。',
    park: '园区（所有人）',
    off: '停用',
    add: '添加单点登录',
    name: '按钮上的名称',
    issuer: '签发者地址（issuer）',
    hint: (callback) => `在对方登记的回调地址：${callback} 后接本地址的主机名，如 ${callback}id.park.example`,
    clientId: '客户端编号（client ID）',
    clientSecret: '客户端密钥（保存后不再显示）',
    whose: '供谁使用',
  },
  'zh-Hant': {
    title: '單一登入',
    none: '還沒有單一登入。人們用郵件驗證碼和通行密鑰登入。',
    park: '園區（所有人）',
    off: '停用',
    add: '新增單一登入',
    name: '按鈕上的名稱',
    issuer: '簽發者網址（issuer）',
    hint: (callback) => `在對方登記的回呼網址：${callback} 後接本網址的主機名稱，如 ${callback}id.park.example`,
    clientId: '用戶端編號（client ID）',
    clientSecret: '用戶端密鑰（儲存後不再顯示）',
    whose: '供誰使用',
  },
  en: {
    title: 'Single sign-on',
    none: 'There is none yet: people sign in by mailed codes and passkeys.',
    park: 'The park (everybody)',
    off: 'Switch off',
    add: 'Add a provider',
    name: 'Name on the button',
    issuer: 'Issuer',
    hint: (callback) =>
      `Redirect address to register there: ${callback} and this issuer’s host, as ${callback}id.park.example`,
    clientId: 'Client ID',
    clientSecret: 'Client secret (never shown again)',
    whose: 'For whom',
  },
}

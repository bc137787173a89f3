import type { Child } from 'hono/jsx'
import { mayAnywhere, type Viewer } from '../viewer.ts'
import { wordsIn } from '../../platform/i18n/words.ts'
import { Document } from '../../platform/ui/document.tsx'
import { waysIn, type Way } from '../../platform/ui/ways.ts'
import { LanguageChoice } from '../../platform/ui/language-choice.tsx'
import { langOf } from '../../platform/i18n/script.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { Keeping } from '../../platform/offline/kept-note.tsx'
import type { Spoken } from '../../platform/i18n/words.ts'

export interface FrameProps {
  readonly viewer: Pick<Viewer, 'name' | 'roles'>
  readonly locale: Locale
  readonly title: string
  /** The link of the header that leads here. */
  readonly current?: Way
  readonly wide?: boolean
  readonly islands?: readonly string[]
  readonly sheets?: readonly string[]
  readonly keeping?: Keeping
  readonly children?: Child
}

/** The frame of a page for somebody who is signed in. */
export function Frame(props: FrameProps) {
  const { viewer, locale, title, current, wide = false, islands = [], sheets = [], keeping, children } = props
  return (
    <Document
      locale={locale}
      title={title}
      nav={waysIn(locale, current, mayAnywhere(viewer, 'manage-resources'))}
      wide={wide}
      islands={islands}
      sheets={sheets}
      {...(keeping ? { keeping } : {})}
      foot={<Foot viewer={viewer} locale={locale} />}
    >
      {children}
    </Document>
  )
}

function Foot({ viewer, locale }: Pick<FrameProps, 'viewer' | 'locale'>) {
  return (
    <>
      <span lang={langOf(viewer.name, locale)}>{viewer.name}</span>
      <nav aria-label={links[locale].more}>
        {placesOf(viewer).map((place) => (
          <a href={hrefs[place]}>{links[locale][place]}</a>
        ))}
      </nav>
      <form method="post" action="/logout">
        <button class="plain" type="submit">
          {wordsIn(locale).signOut}
        </button>
      </form>
      <LanguageChoice locale={locale} />
    </>
  )
}

/** Where somebody with these roles has business besides. */
function placesOf(viewer: Pick<Viewer, 'roles'>): Errand[] {
  return [
    ...(mayAnywhere(viewer, 'belong-to-firm') ? (['firm'] as const) : []),
    ...(mayAnywhere(viewer, 'book') ? (['access'] as const) : []),
    ...(mayAnywhere(viewer, 'manage-resources') ? (['requests', 'review', 'training'] as const) : []),
    ...(mayAnywhere(viewer, 'manage-firms') ? (['firms', 'roles', 'signIn'] as const) : []),
    ...(mayAnywhere(viewer, 'manage-resources')
      ? (['machines', 'faults', 'labels', 'calendars', 'stations'] as const)
      : []),
    ...(mayAnywhere(viewer, 'see-firm-money') || mayAnywhere(viewer, 'see-park-money')
      ? (['statements', 'balances', 'ledger', 'subsidies', 'entitlements', 'providers'] as const)
      : []),
    ...(mayAnywhere(viewer, 'see-park-money') || mayAnywhere(viewer, 'manage-resources') ? (['rates'] as const) : []),
    ...(mayAnywhere(viewer, 'see-audit') ? (['audit'] as const) : []),
    'settings',
    'help',
  ]
}

type Errand = keyof typeof hrefs

const hrefs = {
  firm: '/me/firm',
  access: '/me/access',
  requests: '/m/requests',
  review: '/m/review',
  training: '/m/training',
  firms: '/admin/firms',
  roles: '/admin/roles',
  signIn: '/admin/sign-in',
  machines: '/m/resources',
  faults: '/m/faults',
  labels: '/m/resources/qr',
  calendars: '/m/import',
  stations: '/m/stations',
  statements: '/f/statements',
  balances: '/f/balances',
  rates: '/f/rates',
  subsidies: '/f/subsidies',
  entitlements: '/f/entitlements',
  providers: '/f/providers',
  ledger: '/f/ledger',
  audit: '/admin/audit',
  settings: '/me/settings',
  help: '/help',
} as const

const links: Spoken<Record<Errand | 'more', string>> = {
  'zh-Hans': {
    more: '更多',
    firm: '我的单位',
    access: '培训与权限',
    requests: '待处理申请',
    review: '使用核对',
    training: '培训资格',
    firms: '单位',
    roles: '角色',
    signIn: '单点登录',
    machines: '设备管理',
    faults: '故障报告',
    labels: '二维码',
    calendars: '日历导入',
    stations: '门口屏与传感器',
    statements: '结算单',
    balances: '预付与余额',
    rates: '收费标准',
    subsidies: '补贴',
    entitlements: '免费机时',
    providers: '仪器提供单位',
    ledger: '台账',
    audit: '审计',
    settings: '设置',
    help: '帮助',
  },
  'zh-Hant': {
    more: '更多',
    firm: '我的單位',
    access: '訓練與權限',
    requests: '待處理申請',
    review: '使用核對',
    training: '訓練資格',
    firms: '單位',
    roles: '角色',
    signIn: '單一登入',
    machines: '設備管理',
    faults: '故障通報',
    labels: 'QR 碼',
    calendars: '行事曆匯入',
    stations: '門口螢幕與感測器',
    statements: '結算單',
    balances: '預付與餘額',
    rates: '收費標準',
    subsidies: '補助',
    entitlements: '免費機時',
    providers: '儀器提供單位',
    ledger: '帳冊',
    audit: '稽核',
    settings: '設定',
    help: '說明',
  },
  en: {
    more: 'More',
    firm: 'My firm',
    access: 'Training',
    requests: 'Requests',
    review: 'Review',
    training: 'Who is trained',
    firms: 'Firms',
    roles: 'Roles',
    signIn: 'Single sign-on',
    machines: 'Machines',
    faults: 'Faults',
    labels: 'QR labels',
    calendars: 'Calendars',
    stations: 'Door screens',
    statements: 'Statements',
    balances: 'Balances',
    rates: 'Rates',
    subsidies: 'Subsidies',
    entitlements: 'Free machine time',
    providers: 'Providers',
    ledger: 'Ledger',
    audit: 'Audit',
    settings: 'Settings',
    help: 'Help',
  },
}

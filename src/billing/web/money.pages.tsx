import { z } from 'zod'
import { Frame } from '../../firms/web/frame.tsx'
import { seesParkMoney } from '../../firms/viewer.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { readFirmMoney } from '../reads/firm-money.ts'
import { readPlots } from '../reads/plots.ts'
import { FirmMoneyView } from './firm-money-view.tsx'
import { ledgerPath } from './ledger-filter.ts'
import { moneyText } from './money.text.ts'
import { PlotsView } from './plots-view.tsx'

const sheets = ['finance.css', 'plots.css']

/** A firm's month, and pictures of money and use. */
export function moneyPages(pages: Pages): void {
  const query = z.object({ firm: idOf('firm').optional() })
  pages.page(
    { policy: 'firm-member', method: 'get', path: '/me/firm/money', query },
    async ({ c, deps, actor, query: { firm: firmId = null } }) => {
      const money = await readFirmMoney(deps, actor, firmId)
      const voice = voiceOf(money.viewer.locale, deps.park(), deps.now())
      const { title } = moneyText[voice.locale]
      const name = nameIn(money.firm, voice.locale)
      return pageAnswer(
        c,
        <Frame viewer={money.viewer} locale={voice.locale} title={title} sheets={sheets} wide>
          <p class="over">
            <a href="/me/firm" lang={langOf(name, voice.locale)}>
              {name}
            </a>
          </p>
          <h1>
            {title} {voice.month(money.period)}
          </h1>
          <FirmMoneyView money={money} voice={voice} />
        </Frame>,
      )
    },
  )
  plotsPage(pages)
}

function plotsPage(pages: Pages): void {
  pages.page({ policy: 'any-finance', method: 'get', path: '/f/plots' }, async ({ c, deps, actor }) => {
    const plots = await readPlots(deps, actor)
    const voice = voiceOf(plots.viewer.locale, deps.park(), deps.now())
    const text = moneyText[voice.locale]
    return pageAnswer(
      c,
      <Frame viewer={plots.viewer} locale={voice.locale} title={text.plots} sheets={sheets} wide>
        <p class="over">
          <a href={ledgerPath}>{text.ledger}</a>
        </p>
        <h1>{text.plots}</h1>
        <PlotsView plots={plots} isPark={seesParkMoney(plots.viewer)} voice={voice} />
      </Frame>,
    )
  })
}

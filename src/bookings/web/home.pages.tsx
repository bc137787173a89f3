import { Frame } from '../../firms/web/frame.tsx'
import type { Pages } from '../../platform/http/pages.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { readHomePage } from '../reads/home-page.ts'
import { HomeView } from './home-view.tsx'
import { bookingPath, keptAhead } from './paths.ts'
import { textIn } from './text.ts'

/** The start: what is next, what may be booked again, and where to look for the rest. */
export function homePages(pages: Pages): void {
  pages.page({ method: 'get', path: '/', policy: 'signed-in' }, async ({ c, deps, actor }) => {
    const home = await readHomePage(deps, actor)
    const voice = voiceOf(home.viewer.locale, deps.park(), deps.now())
    const ahead = ['/me', ...home.upcoming.slice(0, keptAhead).map(({ booking }) => bookingPath(booking.id))]
    const keeping = { who: home.viewer.personId, ahead, voice }
    const { title } = textIn(voice.locale).home
    return pageAnswer(
      c,
      <Frame viewer={home.viewer} locale={voice.locale} title={title} current="home" keeping={keeping}>
        <HomeView home={home} voice={voice} />
      </Frame>,
    )
  })
}

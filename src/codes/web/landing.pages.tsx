import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { RetiredView } from '../../bookings/web/instrument-view.tsx'
import { Frame } from '../../firms/web/frame.tsx'
import type { Viewer } from '../../firms/viewer.ts'
import type { ProjectId } from '../../kernel/id.ts'
import { dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { codePath, readCode, type Code } from '../code.ts'
import { landingOf } from '../landing.ts'
import { readLandingPage, type LandingPage } from '../reads/landing-page.ts'
import { landingText } from './landing.text.ts'
import { LandingView } from './landing-view.tsx'
import { OldCodeView, UnknownCodeView } from './lost-code-view.tsx'

const aheadDays = 14

/** `/q/<code>`: what a camera opens that was held before a sticker. */
export function landingPages(pages: Pages): void {
  const params = z.object({ code: z.string().max(40) })
  const query = z.object({ project: idOf('prj').optional() })
  pages.page({ method: 'get', path: '/q/:code', policy: 'signed-in', params, query }, (call) =>
    showLanding(call.c, call.deps, call.actor, readCode(call.params.code), call.query.project ?? null),
  )
}

async function showLanding(c: DoorContext, deps: Deps, actor: Actor, code: Code | null, projectId: ProjectId | null) {
  const zone = deps.park().timeZone
  const { startsAt } = spanOfDay(dayOf(deps.now(), zone).date, zone)
  const window = { startsAt, endsAt: startsAt + aheadDays * 86_400 }
  const found = await readLandingPage(deps, actor, code, { projectId, window })
  if (found.page === null || code === null) return showUnknown(c, found)
  const { page, unit, mine } = found
  const { viewer, park, now } = page.facts
  const voice = voiceOf(viewer.locale, park, now)
  const { resource } = page.asked
  const isGone = resource.state === 'retired'
  const isOld = found.replaced || unit?.state === 'retired'
  const landing = landingOf({ asked: page.asked, facts: page.facts, unit, mine, projectId, window })
  const path = codePath(code)
  const answer = (
    <Frame viewer={viewer} locale={voice.locale} title={nameIn(resource.names, voice.locale)}>
      {isGone ? (
        <RetiredView page={page} voice={voice} />
      ) : isOld ? (
        <OldCodeView page={page} unitGone={!found.replaced} voice={voice} />
      ) : (
        <LandingView page={page} unit={unit} mine={mine} landing={landing} path={path} voice={voice} />
      )}
    </Frame>
  )
  return pageAnswer(c, answer, isGone || isOld ? 410 : 200)
}

function showUnknown(c: DoorContext, found: LandingPage): Response {
  const viewer: Viewer = found.page === null ? found.viewer : found.page.facts.viewer
  const words = landingText[viewer.locale]
  const page = (
    <Frame viewer={viewer} locale={viewer.locale} title={words.unknown}>
      <UnknownCodeView words={words} />
    </Frame>
  )
  return pageAnswer(c, page, 404)
}

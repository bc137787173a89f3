import { z } from 'zod'
import type { Viewer } from '../../firms/viewer.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { optionalKinds } from '../../notices/notice.ts'
import { chosenTheme, setLocale, setTheme } from '../../platform/http/cookies.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { locales } from '../../platform/i18n/locale.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { themes } from '../../platform/ui/setting.ts'
import { saveSettings } from '../commands/save-settings.ts'
import { nameText } from '../name-text.ts'
import { readSettings } from '../reads/settings.ts'
import { newFormKey } from './form-key.ts'
import { SettingsView, type Filled } from './settings-view.tsx'
import { settingsText } from './settings.text.ts'

const form = z.strictObject({
  name: z.string().max(400),
  locale: z.enum(locales),
  usual: z.union([z.literal(''), z.coerce.number().int().min(5).max(1_440)]),
  project: z.string().max(64),
  theme: z.enum(['system', ...themes]),
  // A browser sends nothing of boxes that are not ticked: this says that they were there.
  choosing: z.literal('1').optional(),
  notices: z.union([z.string().max(40), z.array(z.string().max(40)).max(20)]).default([]),
})

/** A person's own choices. */
export function settingsPages(pages: Pages): void {
  const query = z.object({ saved: z.literal('1').optional().catch(undefined) })
  pages.page(
    { method: 'get', path: '/me/settings', policy: 'signed-in', query },
    async ({ c, deps, actor, query: { saved } }) => {
      const { viewer, projects, muted } = await readSettings(deps, actor)
      const filled = {
        ...filledOf(viewer),
        notices: optionalKinds.filter((kind) => !muted.includes(kind)),
        theme: chosenTheme(c) ?? ('system' as const),
      }
      const props = { viewer, projects, filled, saved: saved === '1', formKey: newFormKey(deps) }
      return pageAnswer(c, <SettingsView {...props} />)
    },
  )
  savePage(pages)
}

function savePage(pages: Pages): void {
  pages.page(
    { method: 'post', path: '/me/settings', policy: 'signed-in', scope: 'account', form },
    async ({ c, deps, actor, form: filled, request }) => {
      const name = nameText.safeParse(filled.name)
      const save = (given: string) => saveSettings(deps, actor, settingsOf(filled, given), request)
      const problem = name.success ? await kept(() => save(name.data)) : 'name'
      if (problem === null) {
        setLocale(c, filled.locale)
        setTheme(c, filled.theme === 'system' ? null : filled.theme)
        return c.redirect('/me/settings?saved=1', 303)
      }
      const { viewer, projects } = await readSettings(deps, actor)
      const words = settingsText[viewer.locale]
      const faults = problem === 'name' ? { name: words.nameFault } : { project: words.projectFault }
      const props = {
        viewer,
        projects,
        filled: { ...filled, notices: [filled.notices].flat() },
        faults,
        saved: false,
        formKey: newFormKey(deps),
      }
      return pageAnswer(c, <SettingsView {...props} />, 422)
    },
  )
}

function filledOf({ name, locale, usualMinutes, defaultProjectId }: Viewer): Omit<Filled, 'theme' | 'notices'> {
  return { name, locale, usual: usualMinutes ?? '', project: defaultProjectId ?? '' }
}

function settingsOf({ locale, usual, project, choosing, notices }: z.output<typeof form>, name: string) {
  return {
    name,
    locale,
    usualMinutes: usual === '' ? null : usual,
    defaultProjectId: project === '' ? null : project,
    notices: choosing === '1' ? [notices].flat() : null,
  }
}

async function kept(save: () => Promise<void>): Promise<'project' | null> {
  try {
    await save()
    return null
  } catch (error) {
    if (error instanceof Malformed) return 'project'
    throw error
  }
}

import { langOf } from '../../platform/i18n/script.ts'
import { decimalsOf } from '../../platform/i18n/format.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { Check, Field, Select } from '../../platform/ui/form-parts.tsx'
import type { readProjects, ProjectRow } from '../reads/projects.ts'
import { adminText } from './admin.text.ts'
import { Frame } from './frame.tsx'
import { firmsOf } from '../viewer.ts'

type Facts = Awaited<ReturnType<typeof readProjects>>

interface ProjectsProps extends Facts {
  readonly voice: Voice
  /** The project whose form is open; without one, a new one's. */
  readonly edit: string | null
}

/** A firm's projects, and the form of one of them or of a new one. */
export function ProjectsPage({ viewer, projects, people, voice, edit }: ProjectsProps) {
  const { locale } = voice
  const text = adminText[locale]
  const edited = projects.find(({ id }) => id === edit)
  const firmId = viewer.session.firmId ?? people[0]?.firmId ?? projects[0]?.firmId ?? firmsOf(viewer)[0] ?? ''
  return (
    <Frame viewer={viewer} locale={locale} title={text.projects}>
      <h1>{text.projects}</h1>
      <ul class="rows">
        {projects.map((project) => (
          <li class="row">
            <span>
              <strong>{project.code}</strong> <span lang={langOf(project.name, locale)}>{project.name}</span>
              <small>
                {project.state === 'open' ? text.open : text.closed}
                {project.budgetMinor === null
                  ? null
                  : ` · ${text.used(voice.money(project.usedMinor), voice.money(project.budgetMinor))}`}
              </small>
            </span>
            <a href={`/me/firm/projects?edit=${project.id}#edit`}>{text.change}</a>
          </li>
        ))}
      </ul>
      <h2 id="edit">{edited === undefined ? text.addProject : edited.code}</h2>
      <ProjectForm
        action={edited === undefined ? `/me/firm/${firmId}/projects` : `/me/firm/projects/${edited.id}`}
        {...(edited === undefined ? {} : { project: edited })}
        people={people.filter((one) => one.firmId === (edited?.firmId ?? firmId))}
        voice={voice}
      />
    </Frame>
  )
}

interface ProjectFormProps {
  readonly action: string
  readonly project?: ProjectRow
  readonly people: Facts['people']
  readonly voice: Voice
}

function ProjectForm({ action, project, people, voice }: ProjectFormProps) {
  const text = adminText[voice.locale]
  return (
    <form method="post" action={action} class="fields">
      <Field label={text.code} name="code" value={project?.code ?? ''} maxlength={40} required />
      <Field label={text.name} name="name" value={project?.name ?? ''} maxlength={120} required />
      <DatesAndBudget project={project} voice={voice} />
      <Admitted project={project} people={people} voice={voice} />
      <button class="button" type="submit">
        {project === undefined ? text.addProject : text.save}
      </button>
    </form>
  )
}

interface PartProps extends Pick<ProjectFormProps, 'voice'> {
  readonly project: ProjectRow | undefined
}

function DatesAndBudget({ project, voice }: PartProps) {
  const text = adminText[voice.locale]
  const starts = project?.startsAt ?? null
  const ends = project?.endsAt ?? null
  const budget = project?.budgetMinor ?? null
  const unit = 10 ** decimalsOf(voice.currency)
  return (
    <>
      <Field
        label={text.startsOn}
        name="startsOn"
        type="date"
        value={starts === null ? '' : dayOf(starts, voice.zone).date}
      />
      <Field
        label={text.endsOn}
        name="endsOn"
        type="date"
        value={ends === null ? '' : dayOf(ends - 1, voice.zone).date}
      />
      <Field
        label={text.budget}
        name="budget"
        hint={text.budgetHint}
        inputmode="numeric"
        value={budget === null ? '' : (budget / unit).toFixed(decimalsOf(voice.currency))}
      />
    </>
  )
}

function Admitted({ project, people, voice }: PartProps & Pick<ProjectFormProps, 'people'>) {
  const text = adminText[voice.locale]
  const chosen = project === undefined ? [] : (JSON.parse(project.members) as string[])
  return (
    <>
      <Select
        label={text.open}
        name="state"
        value={project?.state ?? 'open'}
        options={[
          { value: 'open', text: text.open },
          { value: 'closed', text: text.closed },
        ]}
      />
      <Select
        label={text.who}
        name="who"
        value={project?.restricted === 1 ? 'only' : 'everybody'}
        options={[
          { value: 'everybody', text: text.everybody },
          { value: 'only', text: text.only },
        ]}
      />
      <fieldset>
        <legend>{text.only}</legend>
        {people.map(({ id, name }) => (
          <Check
            label={<span lang={langOf(name, voice.locale)}>{name}</span>}
            name={id}
            checked={chosen.includes(id)}
          />
        ))}
      </fieldset>
    </>
  )
}

import { langOf } from '../../platform/i18n/script.ts'
import { decimalText } from '../../platform/i18n/format.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { TypedAgain } from '../../platform/http/typed-again.ts'
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
  /** A form that could not be taken. */
  readonly typed?: TypedAgain
}

/** A firm's projects, and the form of one of them or of a new one. */
export function ProjectsPage({ viewer, projects, people, voice, edit, typed }: ProjectsProps) {
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
        {...(typed ? { typed } : {})}
      />
    </Frame>
  )
}

interface ProjectFormProps {
  readonly action: string
  readonly project?: ProjectRow
  readonly people: Facts['people']
  readonly voice: Voice
  readonly typed?: TypedAgain
}

/** A field's name with its value: as it was typed, or as it is kept; and why it could not be taken. */
function fieldsOf({ project, voice, typed }: ProjectFormProps) {
  const { faults } = adminText[voice.locale]
  const kept = project ? keptOf(project, voice) : {}
  return (name: string) => {
    const why = typed?.faults.get(name)
    return {
      name,
      value: typed?.fields[name] ?? kept[name] ?? '',
      ...(why === undefined ? {} : { fault: faults[why] }),
    }
  }
}

function keptOf(project: ProjectRow, voice: Voice): Readonly<Record<string, string>> {
  const { code, name, state, startsAt, endsAt, budgetMinor, restricted } = project
  return {
    code,
    name,
    state,
    startsOn: startsAt === null ? '' : dayOf(startsAt, voice.zone).date,
    endsOn: endsAt === null ? '' : dayOf(endsAt - 1, voice.zone).date,
    budget: budgetMinor === null ? '' : decimalText(budgetMinor, voice.currency),
    who: restricted === 1 ? 'only' : 'everybody',
  }
}

function ProjectForm(props: ProjectFormProps) {
  const { action, project, voice } = props
  const text = adminText[voice.locale]
  const field = fieldsOf(props)
  return (
    <form method="post" action={action} class="fields">
      <Field label={text.code} {...field('code')} maxlength={40} required />
      <Field label={text.name} {...field('name')} maxlength={120} required />
      <Field label={text.startsOn} {...field('startsOn')} type="date" />
      <Field label={text.endsOn} {...field('endsOn')} type="date" />
      <Field label={text.budget} {...field('budget')} hint={text.budgetHint} inputmode="numeric" />
      <Admitted {...props} />
      <button class="button" type="submit">
        {project === undefined ? text.addProject : text.save}
      </button>
    </form>
  )
}

function Admitted(props: ProjectFormProps) {
  const { project, people, voice, typed } = props
  const text = adminText[voice.locale]
  const field = fieldsOf(props)
  const kept = project === undefined ? [] : (JSON.parse(project.members) as string[])
  const isChosen = (id: string) => (typed ? typed.fields[id] === '1' : kept.includes(id))
  return (
    <>
      <Select
        label={text.open}
        {...field('state')}
        options={[
          { value: 'open', text: text.open },
          { value: 'closed', text: text.closed },
        ]}
      />
      <Select
        label={text.who}
        {...field('who')}
        options={[
          { value: 'everybody', text: text.everybody },
          { value: 'only', text: text.only },
        ]}
      />
      <fieldset>
        <legend>{text.only}</legend>
        {people.map(({ id, name }) => (
          <Check label={<span lang={langOf(name, voice.locale)}>{name}</span>} name={id} checked={isChosen(id)} />
        ))}
      </fieldset>
    </>
  )
}

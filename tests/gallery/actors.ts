import type { PersonId } from '../../src/kernel/id.ts'
import { newSession } from '../../src/sign-in/session.sql.ts'
import type { OpenStage } from './open-stage.ts'

/** Who looks at a page. `nobody` is not signed in. */
export const actors = {
  nobody: null,
  /** Not signed in, and asked for a code a moment ago. */
  knocking: null,
  researcher: 'researcher@helix.example',
  /** Of the same firm, since today: nothing booked, nothing learnt. */
  newcomer: 'newcomer@helix.example',
  /** Of the same firm; waits for what is taken, and is offered what became free. */
  waiting: 'chen.yijun@helix.example',
  /** Of the same firm; asked for training and access. */
  learner: 'tang.yu@helix.example',
  /** Signed in, and of no firm. */
  guest: 'guest@nowhere.example',
  /** Of no firm either; whose address ends like Helix's. */
  stranger: 'stranger@helix.example',
  /** With names of 80 characters, and so is their firm. */
  longNamed: 'long@longest.example',
  firmAdmin: 'admin@helix.example',
  firmFinance: 'finance@helix.example',
  labManager: 'manager@park.example',
  /** Of a facility where nothing is asked for and nothing broken. */
  spacesManager: 'spaces@park.example',
  parkFinance: 'finance@park.example',
  parkAdmin: 'admin@park.example',
} as const

export type ActorName = keyof typeof actors

/** What a name of 80 characters looks like in each script. */
export const longNames = {
  hans: '超高分辨率转盘共聚焦与全内反射荧光一体化活细胞长时程成像及光遗传学刺激联用显微系统二期扩建甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥一二三四五六七八九十',
  hant: '超高解析度轉盤共軛焦與全內反射螢光一體化活細胞長時程成像及光遺傳學刺激聯用顯微系統二期擴建甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥一二三四五六七八九十',
  en: 'Superresolution spinning-disk confocal and TIRF live-cell imaging workstation II',
} as const

/** As long, and nowhere to break it. */
export const unbroken = 'W'.repeat(80)

const longPerson = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliana Theodora Ann'

/** Those whom the demo does not have. */
export function extraPeople(at: number): string {
  const helix = `(SELECT firm_id FROM role JOIN person ON person.id = person_id WHERE email = '${actors.researcher}')`
  const { hans, hant, en } = longNames
  const person = (id: string, email: string, name: string) =>
    `INSERT INTO person (id, email, name, created_at) VALUES ('${id}', '${email}', '${name}', ${at});`
  return `
    INSERT INTO firm (id, name_hans, name_hant, name_en, price_category)
      VALUES ('${longFirm}', '${hans}', '${hant}', '${en}', 'resident');
    INSERT INTO project (id, firm_id, code, name) VALUES
      ('${idOf('prj', 1)}', '${longFirm}', 'LONGEST-PROJECT-CODE-2026-11', '${hans}'),
      ('${idOf('prj', 2)}', '${longFirm}', 'SHORT-1', '${en}');
    ${person(idOf('usr', 1), actors.newcomer, '新同事')}
    ${person(idOf('usr', 2), actors.guest, 'Gil Guest')}
    ${person(idOf('usr', 3), actors.longNamed, longPerson)}
    ${person(idOf('usr', 4), actors.stranger, '林知夏')}
    INSERT INTO firm_domain (domain, firm_id) VALUES ('helix.example', ${helix});
    INSERT INTO role (person_id, role, firm_id) VALUES
      ('${idOf('usr', 1)}', 'researcher', ${helix}),
      ('${idOf('usr', 3)}', 'researcher', '${longFirm}'),
      ('${idOf('usr', 3)}', 'firm-admin', '${longFirm}');
    INSERT INTO qualification (person_id, kind_id, valid_from, valid_until)
      SELECT person.id, kind.id, ${at - 86_400}, ${at + 365 * 86_400} FROM qualification_kind kind, person
      WHERE email IN ('${actors.longNamed}', '${actors.waiting}') ON CONFLICT DO NOTHING;`
}

/** A cookie for each of them, without the way through the sign-in page. */
export async function signEverybodyIn(stage: OpenStage): Promise<ReadonlyMap<ActorName, string>> {
  const tokens = new Map<ActorName, string>()
  for (const [name, email] of Object.entries(actors)) {
    if (email === null) continue
    const [person] = await stage.rows(`SELECT id FROM person WHERE email = '${email}'`)
    if (person === undefined) throw new Error(`the stage has no ${name}`)
    const personId = person['id'] as PersonId
    const { token, rows } = await newSession(stage.deps, { personId, method: 'demo', agent: 'Chrome · Android' })
    await stage.deps.db.write(rows, {
      idempotency: {
        actor: personId,
        key: `gallery:${name}`,
        requestHash: '',
        status: 303,
        body: '',
        at: stage.clock.now,
      },
    })
    tokens.set(name as ActorName, token)
  }
  return tokens
}

function idOf(prefix: string, number: number): string {
  return `${prefix}_0000000000000000000000000${number}`
}

export const longFirm = idOf('firm', 1)

import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people, projects, type CastPerson } from '../../support/cast.ts'
import { sendForm } from '../../support/filled-form.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const { parkAdmin, helixAdmin } = people
const firm = {
  hans: '新公司',
  hant: '新公司',
  en: 'Newcomer',
  kind: 'company',
  priceCategory: 'resident',
  tier: 'standard',
  creditCode: '',
  consortium: '',
  domains: 'newcomer.example',
}
const project = {
  code: '2026-N1',
  name: 'New project',
  startsOn: '2026-12-31',
  endsOn: '',
  budget: '',
  who: 'everybody',
}
const provider = {
  name: 'Park SSO',
  issuer: 'https://id.park.example',
  clientId: 'gongtai',
  clientSecret: 'canary-secret',
  firm: '',
}

test.each([
  ['a new firm', parkAdmin, '/admin/firms', { ...firm, creditCode: '123' }, 'creditCode'],
  ['a firm of a name that is taken', parkAdmin, '/admin/firms', { ...firm, hans: '螺旋生物' }, 'hans'],
  ['a firm that is changed', parkAdmin, `/admin/firms/${firms.helix}`, { ...firm, domains: 'no domain!' }, 'domains'],
  ['a new project', helixAdmin, `/me/firm/${firms.helix}/projects`, { ...project, budget: 'much' }, 'budget'],
  ['a project that ends before it begins', helixAdmin, `/me/firm/projects/${projects.helix}`, ended(), 'endsOn'],
  ['a provider', parkAdmin, '/admin/sign-in', { ...provider, issuer: 'http://id.park.example' }, 'issuer'],
] as const)('%s that can’t be taken comes again as it was typed', async (_, who, to, fields, faulty) => {
  const before = await kept()
  const { status, text } = await sendForm(park, who as CastPerson, to, fields)
  expect(status).toBe(422)
  expect(text).toMatch(new RegExp(`id="field-${faulty}"[^>]*aria-invalid`))
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'clientSecret') expect(text).not.toContain(value)
    else expect([name, text.includes(value)]).toEqual([name, true])
  }
  expect(await kept()).toEqual(before)
})

function ended(): typeof project {
  return { ...project, endsOn: '2026-12-01' }
}

async function kept(): Promise<unknown> {
  return Promise.all(['firm', 'project', 'identity_provider'].map((table) => park.rows(`SELECT * FROM ${table}`)))
}

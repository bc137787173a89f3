import type { Ask } from './asks.ts'

const unseen = 'it was not looked at first'
const profile = {
  version: '1',
  en: 'Renamed',
  number: 'RENAMED-1',
  category: 'microscopes',
  stepMinutes: '15',
  minMinutes: '15',
  maxMinutes: '60',
  setupMinutes: '0',
  cleanupMinutes: '0',
}

/** Routes of the machines, as their managers keep them. */
export const machineAsks: Readonly<Record<string, Ask>> = {
  'GET /m/resources': {},
  'GET /m/resources/new': {},
  'POST /m/resources/new': { form: { en: '', number: '' }, nobody: 'a form without a name is shown again' },
  'GET /m/resources/together': { query: 'all=1&do=choose' },
  'POST /m/resources/together': { form: { all: '1', do: 'tags', add: 'laser', seen: '0.0.0' }, nobody: unseen },
  'GET /m/resources/catalogue.csv': {},
  'GET /m/resources/import': {},
  'POST /m/resources/import': { form: {}, nobody: 'no file was chosen' },
  'POST /m/resources/import/apply': { form: { draft: 'none' }, nobody: 'no file was looked at' },
  'GET /m/resources/:id': { of: 'resource' },
  'POST /m/resources/:id': { of: 'resource', form: profile, nobody: 'it is no longer as it was looked at' },
  'GET /m/resources/:id/state': { of: 'resource', query: 'to=retired' },
  'POST /m/resources/:id/state': { of: 'resource', form: { to: 'published' } },
  'POST /m/resources/:id/units': { of: 'resource', form: { do: 'add', name: 'Spare' } },
  'POST /m/resources/:id/access': {
    of: 'resource',
    form: { do: 'add', subject: 'firm firm_00000000000000000000000002' },
  },
  'POST /m/resources/:id/bundles': {
    of: 'resource',
    form: { do: 'add', name: 'Together', parts: 'nothing' },
    nobody: 'there is no such machine',
  },
  'POST /m/resources/:id/dues': {
    of: 'resource',
    form: { do: 'keep', kind: 'calibration', date: '2027-01-01', every: '365', warn: '30' },
  },
  'POST /m/resources/:id/questions': { of: 'resource', form: { do: 'add', en: 'Which sample?', kind: 'text' } },
  'POST /m/resources/:id/conditions': { of: 'resource', form: { clean: '6', power: '1' } },
  'POST /m/resources/:id/photo': { of: 'resource', form: {}, nobody: 'no photo was chosen' },
  'GET /i/:id/photo': { of: 'resource', nobody: 'there is no photo' },
}

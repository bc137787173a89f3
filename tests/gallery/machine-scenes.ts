import { of, seen, type Scene } from './scene.ts'
import type { Story } from './story.ts'

const pathOf =
  (place: string, rest = '') =>
  ({ at }: Story) =>
    `/m/resources/${at(place).slice(3)}${rest}`

/** The machines, as their managers keep them. */
export const machineScenes: readonly Scene[] = [
  ...of('GET /m/resources', {
    machines: seen('labManager', '/m/resources'),
    'machines-found': seen('labManager', '/m/resources?q=%E6%98%BE%E5%BE%AE%E9%95%9C&state=published'),
    'machines-none': seen('labManager', '/m/resources?q=zzzz'),
    'machines-done': seen('labManager', '/m/resources?done=12.3'),
  }),
  ...of('GET /m/resources/new', { 'machine-new': seen('labManager', '/m/resources/new') }),
  ...of('POST /m/resources/new', {
    'machine-new-faulty': seen('labManager', '/m/resources/new', {
      send: () => ({ to: '/m/resources/new', fields: { en: '', number: '', price_resident: 'dear', max: '1' } }),
      status: 422,
    }),
  }),
  ...of('GET /m/resources/together', {
    together: seen('labManager', '/m/resources/together?all=1&q=IMG&do=choose'),
    'together-nothing': seen('labManager', '/m/resources/together?do=choose', { status: 422 }),
    'together-faulty': seen('labManager', '/m/resources/together?all=1&q=IMG&do=rules&noShowPercent=101', {
      status: 422,
    }),
    'together-hours': seen(
      'labManager',
      ({ at }) => `/m/resources/together?all=1&q=IMG&do=hours&from=${at('space').slice(3)}`,
    ),
    'together-tags': seen('labManager', '/m/resources/together?all=1&q=IMG&do=tags&add=laser'),
  }),
  ...of('GET /m/resources/import', { 'catalogue-import': seen('labManager', '/m/resources/import') }),
  ...of('POST /m/resources/import', {
    'catalogue-no-file': seen('labManager', '/m/resources/import', {
      send: () => ({ to: '/m/resources/import', fields: {} }),
      status: 422,
    }),
  }),
  ...of('GET /m/resources/:id', {
    machine: seen('labManager', pathOf('resource.several')),
    'machine-known': seen('labManager', pathOf('resource.known')),
    'machine-long': seen('labManager', pathOf('resource.long')),
    'machine-space': seen('labManager', pathOf('space')),
  }),
  ...of('POST /m/resources/:id', {
    'machine-faulty': seen('labManager', pathOf('resource.several'), {
      send: ({ at }) => ({
        to: `/m/resources/${at('resource.several').slice(3)}`,
        fields: { version: '1', en: '', number: '', minMinutes: '0' },
      }),
      status: 422,
    }),
  }),
  ...of('GET /m/resources/:id/state', {
    'machine-out': seen('labManager', pathOf('resource.busy', '/state?to=out-of-service')),
    'machine-retire': seen('labManager', pathOf('resource.long', '/state?to=retired')),
  }),
]

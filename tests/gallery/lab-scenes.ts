import { of, placed, seen, type Scene } from './scene.ts'

/** Faults, stickers, and what lab managers decide. */
export const labScenes: readonly Scene[] = [
  ...of('GET /i/:id/faults', {
    report: placed('researcher', 'resource.several', '/faults'),
    'report-long': placed('longNamed', 'resource.long', '/faults'),
  }),
  ...of('POST /i/:id/faults', {
    'report-wordless': placed('researcher', 'resource.several', '/faults', {
      send: ({ at }) => ({ to: `${at('resource.several')}/faults`, fields: { usable: '0', words: '' } }),
      status: 422,
    }),
  }),
  ...of('GET /faults/:id', {
    fault: placed('researcher', 'fault.open'),
    'fault-closed': placed('researcher', 'fault.closed'),
    'fault-long': placed('longNamed', 'fault.long'),
    'fault-by-manager': placed('labManager', 'fault.open'),
    'fault-long-by-manager': placed('labManager', 'fault.long'),
  }),
  ...of('GET /m/faults', {
    faults: seen('labManager', '/m/faults'),
    'faults-closed': seen('labManager', '/m/faults?state=closed'),
    'faults-none': seen('spacesManager', '/m/faults'),
  }),
  ...of('GET /m/requests', {
    requests: seen('labManager', '/m/requests?all=1'),
    'requests-found': seen('labManager', '/m/requests?by=safety&q=zzzz'),
    'requests-none': seen('spacesManager', '/m/requests'),
  }),
  ...of('POST /m/requests/:id', {
    'requests-past': seen('labManager', '/m/requests', {
      send: ({ at }) => ({ to: at('request'), fields: { decision: 'granted', until: '2026-01-01' } }),
      status: 422,
    }),
  }),
  ...of('GET /m/resources/qr', {
    labels: seen('labManager', '/m/resources/qr'),
    'labels-found': seen('labManager', '/m/resources/qr?q=IMG-010&wholes=1'),
    'labels-unbroken': seen('labManager', '/m/resources/qr?q=PUB-0702'),
    'labels-none': seen('labManager', '/m/resources/qr?q=zzzz'),
  }),
  ...of('GET /m/resources/qr/sheet', {
    'sheet-large': placed('labManager', 'labels', '&size=large&lang=zh-Hans&lang=en'),
    'sheet-medium': placed('labManager', 'labels', '&size=medium&lang=zh-Hans&lang=zh-Hant&lang=en'),
    'sheet-small': placed('labManager', 'labels', '&size=small'),
    'sheet-none': seen('labManager', '/m/resources/qr/sheet'),
  }),
  ...of('GET /m/resources/:id/codes', {
    codes: seen('labManager', ({ at }) => `/m/resources/${at('resource.several').slice(3)}/codes`),
    'codes-long': seen('labManager', ({ at }) => `/m/resources/${at('resource.long').slice(3)}/codes`),
  }),
]

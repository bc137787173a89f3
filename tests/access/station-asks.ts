import type { Ask } from './asks.ts'

/** Screens, meters and readers. */
export const stationAsks: Readonly<Record<string, Ask>> = {
  'GET /m/stations': {},
  'POST /m/stations': { form: ({ unit = '' }) => ({ kind: 'sensor', name: 'Meter', place: unit }) },
  'POST /m/stations/:id/end': { of: 'station', form: {} },
  'GET /k/:token': { of: 'kiosk', param: 'token' },
  'POST /k/:token': { of: 'kiosk', param: 'token', form: { code: 'XXXXXXX' }, nobody: 'no booking has this code' },
  'POST /api/v1/signals': { body: { state: 'on' }, nobody: 'a person is no meter' },
  'POST /api/v1/stations': { body: ({ unit = '' }) => ({ kind: 'sensor', name: 'Meter', unitId: unit }) },
  'DELETE /api/v1/stations/:id': { of: 'station' },
}

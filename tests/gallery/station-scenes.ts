import { of, placed, seen, type Scene } from './scene.ts'

/** Screens of rooms, and what is connected. */
export const stationScenes: readonly Scene[] = [
  ...of('GET /m/stations', {
    stations: seen('labManager', '/m/stations'),
  }),
  ...of('POST /m/stations', {
    'stations-nameless': seen('labManager', '/m/stations', {
      send: () => ({ to: '/m/stations', fields: { kind: 'kiosk', name: '', place: 'fac_x A2' } }),
      status: 422,
    }),
  }),
  ...of('GET /k/:token', {
    kiosk: placed('nobody', 'kiosk'),
    'kiosk-long': placed('nobody', 'kiosk.long'),
  }),
  ...of('POST /k/:token', {
    'kiosk-unknown': placed('nobody', 'kiosk', '', {
      send: ({ at }) => ({ to: at('kiosk'), fields: { code: 'ABC1234' } }),
      status: 409,
    }),
  }),
]

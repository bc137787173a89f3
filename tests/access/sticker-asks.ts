import type { Ask } from './asks.ts'
import { stationAsks } from './station-asks.ts'

/** Routes of codes and of fault reports. */
export const stickerAsks: Readonly<Record<string, Ask>> = {
  ...stationAsks,
  'GET /i/:id/faults': { of: 'resource' },
  'POST /i/:id/faults': { of: 'resource', form: { usable: '1', words: 'It hums' } },
  'GET /faults/:id': { of: 'fault' },
  'GET /faults/:id/photo': { of: 'fault', nobody: 'there is no photo' },
  'POST /faults/:id/closing': { of: 'fault', form: {} },
  'GET /m/faults': {},
  'POST /api/v1/resources/:id/faults': { of: 'resource', body: { usable: false, words: 'It hums' } },
  'GET /api/v1/resources/:id/faults': { of: 'resource' },
  'POST /api/v1/faults/:id/closing': { of: 'fault', body: {} },
  'GET /m/resources/qr': {},
  'GET /m/resources/qr/sheet': {},
  'GET /m/resources/:id/codes': { of: 'resource' },
  'POST /m/codes/:code/replacement': { of: 'code', param: 'code', form: {} },
  'GET /q/:code': { of: 'code', param: 'code' },
}

import { expect, test } from 'vitest'
import { clientAddress } from '../../../src/platform/node/client-address.ts'

test.each([
  ['no proxy: what the header says counts for nothing', '203.0.113.9', '192.0.2.1', 0, '203.0.113.9'],
  ['one proxy: whom it heard', '127.0.0.1', '203.0.113.9', 1, '203.0.113.9'],
  ['one proxy: not what its caller wrote before', '127.0.0.1', '192.0.2.1, 203.0.113.9', 1, '203.0.113.9'],
  ['two proxies: whom the outer one heard', '127.0.0.1', '192.0.2.1,203.0.113.9, 10.0.0.2', 2, '203.0.113.9'],
  ['a proxy that notes nothing: the proxy itself', '127.0.0.1', undefined, 1, '127.0.0.1'],
  ['fewer notes than proxies: the first of them', '127.0.0.1', '203.0.113.9', 3, '203.0.113.9'],
  ['nothing but commas', '127.0.0.1', ' , ,', 1, '127.0.0.1'],
])('%s', (_, socket, forwardedFor, proxies, client) => {
  expect(clientAddress(socket, forwardedFor, proxies)).toBe(client)
})

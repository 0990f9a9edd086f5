import { describe, expect, test } from 'vitest'
import { inNetwork, parseAddress, parseNetwork } from './address.ts'

const within = (address: string, network: string) => { const [a, n] = [parseAddress(address), parseNetwork(network)]; return a !== undefined && n !== undefined && inNetwork(a, n) }

describe('addresses and networks', () => {
  test.each([
    ['10.1.2.3', '10.0.0.0/8', true], ['11.1.2.3', '10.0.0.0/8', false], ['10.1.2.3', '10.1.2.3', true], ['10.1.2.4', '10.1.2.3', false], ['1.2.3.4', '0.0.0.0/0', true],
    ['192.168.1.130', '192.168.1.128/25', true], ['192.168.1.127', '192.168.1.128/25', false], ['10.9.9.9', '10.1.2.3/8', true],
    ['::1', '::1/128', true], ['0:0:0:0:0:0:0:1', '::1', true], ['fe80::1', 'fe80::/10', true], ['FE80::ABCD', 'fe80::/10', true], ['fec0::1', 'fe80::/10', false],
    ['fe80::1%eth0', 'fe80::/10', true], ['2001:db8::1', '2001:db8::/32', true], ['2001:db9::1', '2001:db8::/32', false], ['::ffff:10.0.0.1', '::ffff:0:0/96', true],
    // Mapped addresses are of version 6: no network of version 4 holds them, and the other way round.
    ['::ffff:10.0.0.1', '10.0.0.0/8', false], ['10.0.0.1', '::/0', false], ['127.0.0.1', '::1', false],
    // Not a textual prefix.
    ['10.10.0.1', '10.1.0.0/16', false], ['not an address', '0.0.0.0/0', false], ['', '0.0.0.0/0', false],
  ])('%s in %s: %s', (address, network, expected) => expect(within(address, network)).toBe(expected))

  test.each(['010.0.0.1', '1.2.3', '1.2.3.256', '1.2.3.4.5', '1.2.3.4 ', ':::', '1::2::3', '12345::', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7::8', '::1.2.3', 'g::', ':1', '1:'])('%s is no address', (text) => expect(parseAddress(text)).toBeUndefined())
  test.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '::/129', '/8', 'host/8'])('%s is no network', (text) => expect(parseNetwork(text)).toBeUndefined())
})

import { describe, expect, it } from 'vitest'
import { isTnef, TNEF, untnef } from '#src/intake/unpack/tnef.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { randomFrom } from '#test/support/random.ts'
import { tnefOf } from '#test/support/tnef.ts'

const text = (one: string) => new TextEncoder().encode(one)

describe('a winmail.dat', () => {
  it('gives its files with their long names, and the messages that are attached to it', () => {
    const inner = tnefOf([{ title: 'C.PDF', bytes: text('three') }])
    const bytes = tnefOf([
      { title: 'FAKTUR~1.PDF', longName: 'Fakturå nr. 1.pdf', bytes: text('one') },
      { title: 'kj\u00f8p.xml', bytes: text('two') },
      { title: 'Message', message: inner },
    ])
    expect(isTnef(bytes)).toBe(true)
    const parts = untnef(bytes)
    expect(parts.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['Fakturå nr. 1.pdf', ''],
      ['kjøp.xml', ''],
      ['Message', TNEF],
    ])
    expect(parts.slice(0, 2).map((part) => new TextDecoder().decode(part.bytes))).toEqual(['one', 'two'])
    expect(untnef(parts[2]?.bytes ?? text(''))).toMatchObject([{ name: 'C.PDF' }])
  })

  it('gives files whose bytes are a property, and keeps those of which only the properties are broken', () => {
    expect(untnef(tnefOf([{ title: 'a.pdf', property: text('%PDF-') }]))).toMatchObject([
      { name: 'a.pdf', bytes: text('%PDF-') },
    ])
    const whole = tnefOf([{ title: 'a.pdf', bytes: text('%PDF-'), longName: 'long.pdf' }])
    const broken = Uint8Array.from(whole)
    broken.fill(0xff, whole.length - 12, whole.length - 2)
    expect(untnef(broken)).toMatchObject([{ bytes: text('%PDF-') }])
    const behind = new Uint8Array([...whole, 10])
    expect(untnef(behind)).toMatchObject([{ name: 'long.pdf' }])
  })

  it('in any mutilated form is opened or refused, and nothing else happens', () => {
    const good = tnefOf([{ title: 'A.PDF', longName: 'a long name.pdf', bytes: text('content') }])
    const random = randomFrom(7)
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Uint8Array.from(good.subarray(0, 6 + Math.floor(random() * (good.length - 5))))
      for (let hits = 0; hits < 4; hits += 1) bytes[6 + Math.floor(random() * (bytes.length - 6))] = random() * 256
      try {
        expect(untnef(bytes).length).toBeLessThanOrEqual(2)
      } catch (error) {
        if (!isProblem(error, 'tnef_malformed')) throw error
      }
    }
  })
})

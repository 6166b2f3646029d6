import { describe, expect, it } from 'vitest'
import { letterFrom, letterOf } from '#src/intake/unpack/letter.ts'
import { mailOf } from '#test/support/mail.ts'

const WRITTEN = {
  subject: 'Din tur',
  from: '"Bytaxi AS" <tur@bytaxi.example>',
  date: new Date('2026-03-02T22:00:00Z'),
  text: 'Sum kr 129,00',
  html: null,
}

describe('the text of a mail', () => {
  it.each([
    'Total NOK 129.00',
    'Sum: 1 299,00 kr',
    'Betalt 99,-',
    'You paid €4.50 today',
    'Belopp 2.500,00 SEK',
    'USD 12',
  ])('is a receipt when it names an amount: %s', async (text) => {
    expect(await letterFrom({ ...WRITTEN, text })).toMatchObject({ text })
  })

  it.each(['We move to quay 4 on 2.3.2026', 'Call 22 33 44 55', 'Order 100200 has left', 'Version 12.50 is here', ''])(
    'is a letter when it names none: %s',
    async (text) => {
      expect(await letterFrom({ ...WRITTEN, text })).toBeUndefined()
    },
  )

  it('is headed by who wrote it, unless it is only handed on', async () => {
    expect(await letterFrom(WRITTEN)).toEqual({
      name: 'Din tur',
      title: 'Bytaxi AS',
      facts: ['"Bytaxi AS" <tur@bytaxi.example>, 2026-03-02', 'Din tur'],
      text: 'Sum kr 129,00',
      on: '2026-03-02',
    })
    for (const subject of ['Fwd: Din tur', 'VS: Din tur']) {
      expect(await letterFrom({ ...WRITTEN, subject })).toMatchObject({ title: subject, name: subject })
    }
  })

  it('keeps the rows and cells of tables, and is the plain one where that names the amount', async () => {
    const html = '<table><tr><td>Tur</td><td>NOK 103,20</td></tr><tr><th>Sum</th><td>NOK 129,00</td></tr></table>'
    const set = await letterOf(await mailOf({ text: 'Open in HTML', html }))
    expect(set?.text.split('\n').filter(Boolean)).toEqual(['Tur NOK 103,20', 'Sum NOK 129,00'])
    expect((await letterOf(await mailOf({ text: 'Sum NOK 129,00', html })))?.text.trim()).toBe('Sum NOK 129,00')
  })
})

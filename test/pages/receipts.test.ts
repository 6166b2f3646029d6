import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, NORWEGIAN, newDesk, XML } from '#test/support/receipts.ts'
import { visitor } from '#test/support/visitor.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const OTHER = 'peppol-bis-billing-3/rules/examples/Allowance-example.xml'

/** A desk with two receipts, neither of them coded. */
async function withTwo(): Promise<{ desk: Desk; names: readonly string[]; numbers: readonly string[] }> {
  const desk = await newDesk(platform)
  const both = [await desk.send(corpusBytes(NORWEGIAN), XML), await desk.send(corpusBytes(OTHER), XML)]
  return {
    desk,
    names: both.map(({ supplier }) => supplier.name ?? ''),
    numbers: both.map(({ number }) => number ?? ''),
  }
}

describe('the list of receipts', () => {
  it('is searched by a part of the supplier’s name or of the number, also through the API', async () => {
    const { desk, names, numbers } = await withTwo()
    const numbersFor = async (text: string) => {
      const { json } = await desk.client.get(desk.at(`receipts?text=${encodeURIComponent(text)}`))
      return (json.data as { number: string }[]).map(({ number }) => number)
    }
    expect(await numbersFor(names[1]?.slice(2, 9).toUpperCase() ?? '')).toEqual([numbers[1]])
    expect(await numbersFor(numbers[0] ?? '')).toEqual([numbers[0]])
    expect(await numbersFor('%')).toEqual([])
    const { person } = await desk.company.member(['auditor'], 'Randi Revisor')
    const html = await (await visitor(platform, person)).page(`/c/${desk.company.id}/receipts?text=${numbers[0]}`)
    expect([html.includes(names[0] ?? ''), html.includes(`>${names[1]}<`)]).toEqual([true, false])
  })

  it('is narrowed to a status, and says of a draft what it waits for', async () => {
    const { desk, names } = await withTwo()
    const { person } = await desk.company.member(['bookkeeper'], 'Berit Bok')
    const who = await visitor(platform, person)
    const here = `/c/${desk.company.id}/receipts`
    const drafts = await who.page(`${here}?status=draft`)
    for (const name of names) expect(drafts).toContain(`>${name}<`)
    expect(drafts).toMatch(/Konto mangler på linjen: velg en\./)
    expect(await who.page(`${here}?status=posted`)).toContain('Ingenting passer')
    expect(await who.page(`${here}?status=thing`)).toContain(`>${names[0]}<`)
  })
})

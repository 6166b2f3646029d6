import { beforeAll, describe, expect, it } from 'vitest'
import { type Bench, type Connected, connected, drain, newBill, openBench } from '#test/connect/bench.ts'
import { post } from '#test/connect/emit.ts'
import { visitor } from '#test/support/visitor.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})

/** A connection with a bill that the vendor cannot take, as its account has no counterpart there. */
async function withFailure(): Promise<{ one: Connected; here: string; id: string }> {
  const one = await connected(bench)
  const [line] = (await newBill(one.company)).lines
  const bill = await newBill(one.company, line ? { lines: [{ ...line, account: '7777' }] } : {})
  await post(one.company.call(), bill.id)
  await drain(bench)
  const [failed] = await one.operations('?status=failed')
  return { one, here: `/c/${one.company.id}/transfers`, id: String(failed?.id) }
}

const as = async ({ company }: Connected, role: 'owner' | 'auditor') =>
  visitor(bench.platform, (await company.member([role], 'Jonas Vik')).person)

describe('what failed on its way to another system', () => {
  it('is shown with the reason, and tried again by one click, also by two', async () => {
    const { one, here, id } = await withFailure()
    const who = await as(one, 'owner')
    const html = await who.page(here)
    for (const shown of ['tok det ikke imot', 'mappings/account']) expect(html).toContain(shown)
    const mappings = [{ kind: 'account', ours: '7777', theirs: '6900' }]
    await one.client.send('PUT', `${one.path}/connections/${one.connectionId}/mappings`, { mappings })
    const action = `${here}/${id}/retries`
    const fields = await who.form(here, action)
    const clicks = await Promise.all([who.post(action, fields), who.post(action, fields)])
    expect(clicks.map(({ status, location }) => [status, location])).toEqual([
      [303, here],
      [303, here],
    ])
    await drain(bench)
    expect(await one.operations('?status=failed')).toEqual([])
    expect(await who.page(here)).toContain('Ingenting har feilet')
  })
  it('says so when it was tried again by somebody else', async () => {
    const { one, here, id } = await withFailure()
    const who = await as(one, 'owner')
    const action = `${here}/${id}/retries`
    const fields = await who.form(here, action)
    await one.client.post(`${one.path}/operations/${id}/retries`)
    const late = await who.post(action, fields)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Operasjonen har ikke feilet')
  })
  it('is read by an auditor, who has no button, and by no other company', async () => {
    const { one, here } = await withFailure()
    const auditor = await as(one, 'auditor')
    const html = await auditor.page(here)
    expect([html.includes('mappings/account'), html.includes('/retries')]).toEqual([true, false])
    const stranger = await as(await connected(bench), 'owner')
    expect(await stranger.page(here)).not.toContain('mappings/account')
  })
})

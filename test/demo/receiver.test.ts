import { expect, it, onTestFinished } from 'vitest'
import { type Delivered, type Receiver, startReceiver } from '#src/demo/receiver.ts'

async function started(before?: string): Promise<Receiver> {
  const receiver = await startReceiver(before)
  onTestFinished(() => receiver.stop())
  return receiver
}

const send = (url: string, body: string) =>
  fetch(url, { method: 'POST', body, headers: { 'webhook-id': body.slice(0, 20) } })
const read = async (url: string) => (await (await fetch(url)).json()) as Delivered[]

it('shows what came, in order, as it came', async () => {
  const { url } = await started()
  for (const body of ['{"a": 1}', '{"a":2}']) expect((await send(url, body)).status).toBe(204)
  const all = await read(url)
  expect(all.map(({ body, headers }) => [body, headers['webhook-id']])).toEqual([
    ['{"a": 1}', '{"a": 1}'],
    ['{"a":2}', '{"a":2}'],
  ])
  expect(await read(`${url}?after=${all[0]?.place}`)).toEqual(all.slice(1))
})

it('answers nobody who does not know its path', async () => {
  const { url } = await started()
  const other = new URL('/', url).href
  expect((await fetch(other)).status).toBe(404)
  expect((await send(other, '{}')).status).toBe(404)
  expect(await read(url)).toEqual([])
})

it('comes back at its old address, and beside it when that is taken', async () => {
  const first = await startReceiver(undefined)
  await first.stop()
  const again = await started(first.url)
  expect(again.url).toBe(first.url)
  const beside = await started(first.url)
  expect(new URL(beside.url).port).not.toBe(new URL(first.url).port)
  expect(new URL(beside.url).pathname).toBe(new URL(first.url).pathname)
})

it('refuses a body without end', async () => {
  const { url } = await started()
  const answered = await send(url, 'x'.repeat(1_500_000)).catch(() => undefined)
  expect(answered?.status ?? 413).toBe(413)
  expect(await read(url)).toEqual([])
})

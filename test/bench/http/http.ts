import { isDeepStrictEqual } from 'node:util'
import type { Effort } from '../areas.ts'
import { type BenchGround, onBenchGround } from '../bench-platform.ts'
import { type LoadRequest, load } from '../load.ts'
import { interleave, ratiosOf } from '../measure.ts'
import { makeCompanies } from '../posting/companies.ts'
import { postings } from '../posting/requests.ts'
import { say, sayGoal, sayRatio } from '../print.ts'
import { type Served, serve } from '../serve.ts'

const CONNECTIONS = 50
const COMPANIES = 10

/** Goals 27 and 28: what our HTTP layer costs beside bare node:http, and a read by id beside bare Hono. */
export const http = (effort: Effort): Promise<void> => onBenchGround('http', (ground) => measure(ground, effort))

async function measure({ database, env, owner }: BenchGround, effort: Effort): Promise<void> {
  const companies = await makeCompanies(database, COMPANIES)
  const drafts = postings(companies, companies.accounts)
  const key = { authorization: `Bearer ${companies.key}` }
  const { rows } = await owner.query<{ company: string; id: string }>(
    'select company_id as company, id from accounts order by id limit 2000',
  )
  const reads = rows.map(
    ({ company, id }): LoadRequest => ({
      method: 'GET',
      path: `/v1/companies/${company}/accounts/${id}`,
      headers: key,
    }),
  )
  const [echo, bare, api, select] = await Promise.all([
    serve('test/bench/http/serve-echo.ts', env),
    serve('test/bench/http/serve-bare.ts', {}, ['echo']),
    serve('src/server.ts', env),
    serve('test/bench/http/serve-bare.ts', {}, ['select', database.url]),
  ])
  const at = (path: (old: string) => string): LoadRequest[] =>
    drafts.map((draft) => ({ ...draft, path: path(draft.path) }))
  const open = at(() => '/echo').map(({ headers: _headers, ...rest }) => ({
    ...rest,
    headers: { 'content-type': 'application/json' },
  }))
  const keyed = at((path) => path.replace('journal-entries', 'echo'))
  try {
    await assertSame(echo, open, bare, open)
    await assertSame(echo, keyed, bare, open)
    await assertSame(api, reads, select, reads)
    say(`the same answers, compared; ${CONNECTIONS} connections, a body of 4 lines of ${open[0]?.body?.length} bytes`)
    const run =
      ({ port }: Served, requests: readonly LoadRequest[]) =>
      (seconds: number) =>
        load({ port, connections: CONNECTIONS, seconds, requests }, 200)
    const posts = await interleave(
      [
        { name: 'validated', run: run(echo, open) },
        { name: 'node:http', run: run(bare, open) },
        { name: 'with key', run: run(echo, keyed) },
      ],
      effort,
    )
    sayGoal({
      row: 27,
      text: 'validated POST of 4 lines / node:http that parses and echoes',
      goal: 0.7,
      floor: 0.5,
      isMore: true,
      ratios: ratiosOf(posts.validated, posts['node:http']),
    })
    const text = 'the same with an API key, its scope and its rate limit / node:http'
    sayRatio({ text, ratios: ratiosOf(posts['with key'], posts['node:http']) })
    say()
    const gets = await interleave(
      [
        { name: 'api', run: run(api, reads) },
        { name: 'hono + select', run: run(select, reads) },
      ],
      effort,
    )
    sayGoal({
      row: 28,
      text: 'authenticated, tenant-checked GET by id / bare Hono + SELECT by key',
      goal: 0.85,
      floor: 0.7,
      isMore: true,
      ratios: ratiosOf(gets.api, gets['hono + select']),
    })
  } finally {
    await Promise.all([echo, bare, api, select].map((one) => one.stop()))
  }
}

/** The first requests of both answer 200 with the same JSON. */
async function assertSame(
  ours: Served,
  asked: readonly LoadRequest[],
  theirs: Served,
  askedBare: readonly LoadRequest[],
): Promise<void> {
  const ask = async ({ port }: Served, request: LoadRequest | undefined): Promise<unknown> => {
    if (!request) throw new Error('no request')
    const { path, body, ...rest } = request
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...rest, ...(body ? { body } : {}) })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  for (const n of [0, 1, 2]) {
    const [one, other] = [await ask(ours, asked[n]), await ask(theirs, askedBare[n])]
    if (!isDeepStrictEqual(one, other)) throw new Error(`other answers: ${JSON.stringify([one, other])}`)
  }
}

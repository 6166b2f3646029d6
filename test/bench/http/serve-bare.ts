import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Pool } from 'pg'
import { columnTypes } from '#src/platform/db/types.ts'

/** What the HTTP goals are held against: node:http that echoes JSON, and Hono with one SELECT by key. */
const [what, url] = process.argv.slice(2)
const say = (port: number): void => void process.stdout.write(`answers at http://127.0.0.1:${port}\n`)

if (what === 'echo') {
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      const body = Buffer.from(JSON.stringify(JSON.parse(text)))
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    say(typeof address === 'object' && address ? address.port : 0)
  })
} else {
  const pool = new Pool({ connectionString: url, max: 10, types: columnTypes })
  const app = new Hono()
  app.get('/v1/companies/:companyId/accounts/:account', async (c) => {
    const { rows } = await pool.query({
      name: 'account',
      text: `select id, number, name, name_en as "nameEn", type, standard_account as "standardAccount",
        vat_code as "vatCode", role, is_active as "isActive", version, updated_at as "updatedAt"
        from accounts where company_id = $1 and id = $2`,
      values: [c.req.param('companyId'), c.req.param('account')],
    })
    return rows[0] ? c.json(rows[0]) : c.notFound()
  })
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => say(port))
}

import { createApp } from '#src/app.ts'
import type { Platform } from '#src/platform/platform.ts'
import { PASSWORD, type TestPerson } from './actors.ts'

/** The fields of a form that nobody sees, or has filled in beforehand. */
export type Fields = Readonly<Record<string, string>>

/** Somebody at the pages without a browser: the forms that they are shown, and what they send. */
export interface Visitor {
  /** The page as HTML. */
  page(path: string): Promise<string>
  /** Hidden fields of the form on the page that posts there; with `having`, of the one with that field. */
  form(path: string, action: string, having?: Fields): Promise<Fields>
  post(action: string, fields: Fields): Promise<{ status: number; location: string; text: string }>
}

export async function visitor(platform: Platform, { email }: TestPerson): Promise<Visitor> {
  const app = createApp(platform)
  const login = await app.request('/login', {
    method: 'POST',
    body: new URLSearchParams({ email, password: PASSWORD, next: '/' }),
  })
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
  const page = async (path: string) => (await app.request(path, { headers: { cookie } })).text()
  return {
    page,
    async form(path, action, having = {}) {
      const html = await page(path)
      for (const [form] of html.matchAll(/<form [\s\S]*?<\/form>/g)) {
        if (!form.includes(`action="${action}"`)) continue
        const fields = Object.fromEntries(
          [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
            name,
            value,
          ]),
        ) as Fields
        if (Object.entries(having).every(([name, value]) => fields[name] === value)) return fields
      }
      throw new Error(`${path} has no form for ${action}`)
    },
    async post(action, fields) {
      const response = await app.request(action, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams(fields),
      })
      return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() }
    },
  }
}

import type { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { logIn, logOut, SESSION_COOKIE } from '#src/identity/index.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { systemActor } from '#src/platform/actor.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { RateLimiter } from '#src/platform/http/rate-limit.ts'
import { browserLocale, formOf, readerOf, sessionToken, show } from './page-context.ts'
import { CompaniesPage } from './views/companies.tsx'
import { LoginPage } from './views/login.tsx'

/** Tries for one e-mail address in a minute: enough for a person, too few for a machine. */
const LOGINS_PER_MINUTE = 10

/** Only paths of ours: an open redirect would lend our name to somebody else's page. */
const safeNext = (next: string | undefined): string =>
  next && /^\/[\w/?=&.-]*$/.test(next) && !next.startsWith('//') ? next : '/'

export function mountSessionPages(app: Hono<HttpEnv>): void {
  const limiter = new RateLimiter(LOGINS_PER_MINUTE, 'login')

  app.get('/login', (c) =>
    show(c, <LoginPage locale={browserLocale(c)} email="" next={safeNext(c.req.query('next'))} />),
  )

  app.post('/login', async (c) => {
    const form = await c.req.parseBody()
    const email = String(form.email ?? '').slice(0, 254)
    const next = safeNext(String(form.next ?? ''))
    const again = (problem: string, status: 401 | 429) =>
      show(c, <LoginPage locale={browserLocale(c)} email={email} next={next} problem={problem} />, status)
    const { platform } = c.var.http
    if (!limiter.take(email.toLowerCase(), platform.clock.now().getTime()).isAllowed) {
      return again(
        browserLocale(c) === 'en' ? 'Too many tries; wait a minute.' : 'For mange forsøk; vent ett minutt.',
        429,
      )
    }
    try {
      const call = {
        platform,
        actor: systemActor('login'),
        companyId: '',
        timeZone: 'UTC',
        requestId: c.var.requestId,
        dryRun: false,
      }
      const { token, expiresAt } = await logIn(call, { email, password: String(form.password ?? '') })
      const secure = platform.config.publicUrl.startsWith('https:')
      setCookie(c, SESSION_COOKIE, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure, expires: expiresAt })
      return c.redirect(next, 303)
    } catch (error) {
      if (!isProblem(error, 'login_failed')) throw error
      return again(browserLocale(c) === 'en' ? error.message : 'Sjekk e-postadressen og passordet.', 401)
    }
  })

  app.post('/logout', async (c) => {
    const reader = await readerOf(c)
    await formOf(c, reader)
    const { platform } = c.var.http
    const { person } = reader.session
    const actor = {
      kind: 'person' as const,
      id: person.id,
      personId: person.id,
      name: person.name,
      roles: [],
      scopes: new Set<never>(),
    }
    await logOut(
      { platform, actor, companyId: '', timeZone: 'UTC', requestId: c.var.requestId, dryRun: false },
      sessionToken(c),
    )
    deleteCookie(c, SESSION_COOKIE, { path: '/' })
    return c.redirect('/login', 303)
  })

  app.get('/', async (c) => {
    const { companies } = await readerOf(c)
    const [only] = companies
    return c.redirect(only && companies.length === 1 ? `/c/${only.id}/inbox` : '/companies', 303)
  })

  app.get('/companies', async (c) => show(c, <CompaniesPage reader={await readerOf(c)} />))
}

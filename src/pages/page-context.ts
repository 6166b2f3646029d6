import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { listCompanies } from '#src/companies/index.ts'
import { personIn, SESSION_COOKIE, type Session, sessionOf } from '#src/identity/index.ts'
import { isId, newId } from '#src/kernel/id.ts'
import { type Locale, localeOf } from '#src/kernel/locale.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'

export type PageRequest = Context<HttpEnv>

/** Everything that a page needs to know about its reader. */
export interface Reader {
  readonly session: Session
  readonly locale: Locale
  readonly companies: readonly { readonly id: string; readonly name: string }[]
}

export interface CompanyReader extends Reader {
  readonly call: Call
  readonly companyId: string
  readonly companyName: string
}

/** Raised when nobody is logged in: the page goes to /login and comes back afterwards. */
export class NotLoggedIn extends Error {}

export async function readerOf(c: PageRequest): Promise<Reader> {
  const { platform } = c.var.http
  const session = await sessionOf(platform, c.req.header('cookie'))
  if (!session) throw new NotLoggedIn()
  const { actor } = await personIn(platform, session, '')
  const companies = await listCompanies({ ...outside(c), actor }, undefined)
  return { session, locale: localeOf(session.person.locale), companies }
}

/** The reader inside the company of the path; a company that is not theirs is not found. */
export async function companyReaderOf(c: PageRequest): Promise<CompanyReader> {
  const reader = await readerOf(c)
  const companyId = c.req.param('companyId') ?? ''
  if (!isId('company', companyId)) fail('not_found', 'There is no such company.')
  const { actor, timeZone } = await personIn(c.var.http.platform, reader.session, companyId)
  const companyName = reader.companies.find(({ id }) => id === companyId)?.name ?? ''
  return { ...reader, companyId, companyName, call: { ...outside(c), actor, companyId, timeZone } }
}

/** The language that a browser asks for, while it is not known who reads. */
export function browserLocale(c: PageRequest): Locale {
  const asked = c.req.header('accept-language') ?? 'nb'
  return /^(nb|no|nn|da|sv)\b/.test(asked) ? 'nb' : localeOf(asked)
}

/** The language of whoever reads, where that can be found out. */
export async function localeAt(c: PageRequest): Promise<Locale> {
  const session = await sessionOf(c.var.http.platform, c.req.header('cookie')).catch(() => undefined)
  return session ? localeOf(session.person.locale) : browserLocale(c)
}

const outside = (c: PageRequest): Omit<Call, 'actor'> => ({
  platform: c.var.http.platform,
  companyId: '',
  timeZone: 'UTC',
  requestId: c.var.requestId ?? newId('request'),
  dryRun: false,
})

/** The fields of a form that is ours: it carries the token of the session that it was shown in. */
export async function formOf(c: PageRequest, reader: Reader): Promise<Record<string, string>> {
  const form = await c.req.parseBody()
  const fields = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  demandToken(reader, fields.csrf)
  return fields
}

/** Fails with csrf_invalid unless a form carries the token of the session that it was shown in. */
export function demandToken({ session }: Reader, token: unknown): void {
  if (token !== session.csrfToken) fail('csrf_invalid', 'Open the page again and repeat what you did.')
}

/** A reason from a form: a form without one is not ours. Fails with request_invalid. */
export function said(reason: string | undefined): string {
  const text = reason?.trim() ?? ''
  if (text === '' || text.length > 500) {
    fail('request_invalid', 'Say why, in 500 characters at the most.', {
      errors: [{ pointer: '/reason', code: 'invalid', message: 'missing or too long' }],
    })
  }
  return text
}

/** The rows of one page out of one more, and the id from where the next page goes on; null at the end. */
export function cut<Row extends { readonly id: string }>(rows: readonly Row[], limit: number) {
  const page = rows.slice(0, limit)
  return { page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

export const sessionToken = (c: PageRequest): string => getCookie(c, SESSION_COOKIE) ?? ''

/** The page with its doctype: without one a browser falls back to the quirks of the nineties. */
export const show = (
  c: PageRequest,
  page: { toString(): string },
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> => c.html(`<!doctype html>${page.toString()}`, status)

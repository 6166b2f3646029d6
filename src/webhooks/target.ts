import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import { fail } from '#src/kernel/problem.ts'

/**
 * Where a webhook may go: only public addresses over https, so that nobody can make Bilag speak to what stands beside
 * it (OWASP API7:2023, server side request forgery). Judged when an endpoint is written and again on the very
 * address that a connection is made to, because a name can change what it points to in between.
 */
export interface Address {
  readonly address: string
  readonly family: number
}

/** All addresses of a host name; throws when it has none. */
export type Resolve = (host: string) => Promise<readonly Address[]>

export const resolveByDns: Resolve = (host) => lookup(host, { all: true, verbatim: true })

export interface TargetRules {
  /** Private networks and plain http are allowed: the operator's switch, for tests. */
  readonly allowPrivate: boolean
  /** Exact origins with a literal address that are allowed all the same; a name is never let through by this. */
  readonly allowedOrigins: readonly string[]
  readonly resolve: Resolve
}

const MAX_URL = 2000

/** Whether the address belongs to the public internet. Tunnelled forms (6to4, NAT64, mapped) count as what they are: not. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

/** The host of a URL without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

/** What is wrong with the address by its text alone; undefined when nothing is. */
export function urlFault(text: string, rules: Omit<TargetRules, 'resolve'>): string | undefined {
  if (text.length > MAX_URL || !URL.canParse(text)) return 'Write a complete address such as https://example.com/hooks.'
  const url = new URL(text)
  const allowPrivate = rules.allowPrivate || rules.allowedOrigins.includes(url.origin)
  const isWeb = url.protocol === 'https:' || (allowPrivate && url.protocol === 'http:')
  if (!isWeb) return 'Write an address that starts with https://.'
  if (url.username !== '' || url.password !== '') return 'Leave user name and password out; deliveries are signed.'
  if (url.hash !== '') return 'Leave the part after # out; it is not sent.'
  const host = hostOf(url)
  if (!allowPrivate && ipaddr.isValid(host) && !isPublic(host))
    return `${host} is not an address of the public internet.`
  return undefined
}

/** Refuses an address that deliveries must not or could not reach. Problems: webhook_url_refused, webhook_url_unresolved. */
export async function demandTarget(text: string, rules: TargetRules): Promise<void> {
  const refuse = (code: string, detail: string): never =>
    fail(code, detail, { errors: [{ pointer: '/url', code, message: detail }] })
  const fault = urlFault(text, rules)
  if (fault !== undefined) refuse('webhook_url_refused', fault)
  const host = hostOf(new URL(text))
  if (rules.allowPrivate || ipaddr.isValid(host)) return
  const found = await rules.resolve(host).catch(() => [])
  if (found.length === 0) refuse('webhook_url_unresolved', `The host ${host} has no address; check its spelling.`)
  const inside = found.find(({ address }) => !isPublic(address))
  if (inside) refuse('webhook_url_refused', `${host} points to ${inside.address}, which is not on the public internet.`)
}

export class TargetRefused extends Error {
  override readonly name = 'TargetRefused'
  readonly code = 'webhook_url_refused'
}

/** The addresses to connect to; throws TargetRefused when any of them is not public. */
export async function pinnedAddresses(
  host: string,
  { allowPrivate, resolve }: TargetRules,
): Promise<readonly Address[]> {
  const found = await resolve(host)
  const inside = allowPrivate ? undefined : found.find(({ address }) => !isPublic(address))
  if (inside) throw new TargetRefused(`${host} points to ${inside.address}, which is not on the public internet`)
  return found
}

import { type BookDate, dateIn } from '#src/kernel/book-date.ts'
import type { CastKey } from './cast.ts'
import { PEOPLE } from './cast.ts'
import { Speaker } from './speaker.ts'

export interface StageFacts {
  readonly url: string
  readonly companyId: string
  readonly apiKeys: Readonly<Record<CastKey, string>>
  readonly users: readonly Login[]
  readonly receiverUrl: string
  readonly sandboxes: readonly string[]
}

export interface Login {
  readonly email: string
  readonly password: string
}

/** Where the story plays: the people, the day, and where it says what came back. */
export interface Stage {
  readonly url: string
  readonly companyId: string
  readonly as: Readonly<Record<CastKey, Speaker>>
  readonly logins: Readonly<Record<CastKey, Login>>
  /** The webhook receiver's address. */
  readonly receiverUrl: string
  /** Ids of the connectors whose vendor is a sandbox. */
  readonly sandboxes: readonly string[]
  readonly today: BookDate
  /** Digits that no earlier run had: part of every number that the story makes up. */
  readonly run: string
  say(line: string): void
}

interface Playing {
  readonly now: Date
  say(line: string): void
  /** Ends every request when the server is being stopped. */
  readonly signal?: AbortSignal
}

export function openStage(facts: StageFacts, { now, say, signal }: Playing): Stage {
  const { url, companyId, apiKeys, users, receiverUrl, sandboxes } = facts
  const base = `${url}/v1/companies/${companyId}`
  const speaker = ({ key, name }: (typeof PEOPLE)[number]) =>
    [key, new Speaker({ name, base, key: apiKeys[key], signal })] as const
  const login = ({ key, email }: (typeof PEOPLE)[number]) => {
    const password = users.find((user) => user.email === email)?.password ?? ''
    return [key, { email, password }] as const
  }
  return {
    url,
    companyId,
    logins: Object.fromEntries(PEOPLE.map(login)) as Record<CastKey, Login>,
    receiverUrl,
    sandboxes,
    as: Object.fromEntries(PEOPLE.map(speaker)) as Record<CastKey, Speaker>,
    today: dateIn(now, 'Europe/Oslo'),
    run: String(now.getTime()),
    say,
  }
}

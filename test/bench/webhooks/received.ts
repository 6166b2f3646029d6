import { Webhook } from 'standardwebhooks'

export interface Received {
  /** Requests, doubles included. */
  readonly count: number
  /** Id and when it came, in milliseconds since 1970. */
  readonly arrivals: ReadonlyMap<string, number>
  /** The first few as they came. */
  readonly samples: readonly { readonly headers: Record<string, string>; readonly body: string }[]
}

export async function received(port: number): Promise<Received> {
  const answer = await fetch(`http://127.0.0.1:${port}/arrivals`)
  const found = (await answer.json()) as Omit<Received, 'arrivals'> & { arrivals: [string, number][] }
  return { ...found, arrivals: new Map(found.arrivals) }
}

/** Forgets what came so far. */
export async function resetReceiver(port: number): Promise<void> {
  await (await fetch(`http://127.0.0.1:${port}/reset`)).text()
}

/** Throws unless so many messages came, each once, and the first ones are signed with the secret. */
export async function assertReceived(port: number, wanted: number, secrets: readonly string[]): Promise<void> {
  const { count, arrivals, samples } = await received(port)
  if (count !== wanted || arrivals.size !== wanted)
    throw new Error(`${count} requests with ${arrivals.size} ids came, ${wanted} were wanted`)
  for (const { headers, body } of samples) {
    const isSigned = secrets.some((secret) => isSignedBy(secret, body, headers))
    if (!isSigned) throw new Error('a message is not signed')
  }
}

function isSignedBy(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}

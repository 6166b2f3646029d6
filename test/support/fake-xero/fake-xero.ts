import { xero } from '#connectors/xero/connector.ts'
import type { Sandbox, SandboxModule, SandboxOptions } from '#src/connect/sdk.ts'
import { inspector } from './inspect.ts'

/** Reading Xero's document takes a second, so a test file does it once. */
let inspect: ReturnType<typeof inspector> | undefined

/** The sandbox with every accounting call and every answer held against Xero's published OpenAPI document. */
export async function fakeXeroModule(): Promise<SandboxModule> {
  if (!xero.sandbox) throw new Error('the connector has no sandbox')
  const sandbox = await xero.sandbox()
  inspect ??= inspector()
  const held = inspect
  return { ...sandbox, start: (options) => sandbox.start({ ...options, inspect: held }) }
}

/** Starts one: what is not in Xero's document is answered 400 and listed in `violations`. */
export async function startFakeXero(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const fake = await fakeXeroModule()
  return fake.start({ clock: Date.now, ...options })
}

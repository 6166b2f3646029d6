import type { Platform } from '#src/platform/platform.ts'
import type { TestCompany } from '#test/support/actors.ts'
import type { TestClient } from '#test/support/http.ts'

/** A company in which fixtures are made, and a client whose key holds every scope in it. */
export interface World {
  readonly platform: Platform
  readonly company: TestCompany
  readonly client: TestClient
  /** A further member and a client of theirs, for acts that the owner may not do alone. */
  other(): Promise<{ id: string; client: TestClient }>
}

/** What a request is made of beside its path; what is left out is made from the contract. */
export interface GuardRequest {
  /** Path parameters that must fit together, such as a party and its hold. */
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What one room gives to the guard suite. */
export interface RoomFixtures {
  /** Name of a path parameter -> makes what it names in this world and answers its id. */
  readonly ids: Readonly<Record<string, (world: World) => Promise<string>>>
  /** operationId -> a request that succeeds, where one made from the contract alone would not. */
  readonly requests?: Readonly<Record<string, (world: World) => Promise<GuardRequest>>>
}

/** The id in a created answer; fixtures break loudly when they no longer fit. */
export async function createdId(world: World, path: string, body: unknown): Promise<string> {
  const made = await world.client.post(`/v1/companies/${world.company.id}/${path}`, body)
  if (made.status >= 300 || typeof made.json.id !== 'string') throw new Error(`fixture ${path}: ${made.text}`)
  return made.json.id
}

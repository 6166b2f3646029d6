import type { TestProject } from 'vitest/node'
import { dropLeftovers, prepareTemplate, startTestServer } from './database-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's connection string of the test server. */
    serverUrl: string
    /** Name of the migrated database that each test file clones. */
    template: string
  }
}

/** One server and one migrated template for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer()
  const template = await prepareTemplate(server.url)
  await dropLeftovers(server.url, template)
  project.provide('serverUrl', server.url)
  project.provide('template', template)
  return () => server.stop()
}

import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '#src/app.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const read = async (): Promise<string> => {
  const response = await createApp(platform).request('/metrics')
  expect(response.headers.get('content-type')).toContain('text/plain')
  return response.text()
}

describe('GET /metrics', () => {
  it('counts requests by route pattern, never by path', async () => {
    const company = await newCompany(platform)
    await createApp(platform).request(`/v1/companies/${company.id}`)
    const text = await read()
    expect(text).toContain(
      'bilag_http_request_seconds_count{method="GET",route="/v1/companies/:companyId",status="401"} 1',
    )
    expect(text).not.toContain(company.id)
  })

  it('shows how deep the outbox is', async () => {
    await newCompany(platform)
    expect(await read()).toMatch(/bilag_outbox_rows\{kind="event"\} [1-9]/)
  })

  it('counts tries of jobs and events that were sequenced', async () => {
    platform.metrics.jobTried('connect.push', 'retried', 120)
    platform.metrics.eventsSequenced(3)
    const text = await read()
    expect(text).toContain('bilag_job_seconds_count{job="connect.push",outcome="retried"} 1')
    expect(text).toContain('bilag_events_total 3')
  })
})

import { describe, expect, it } from 'vitest'
import { newSecret, secretKey, signature } from '#src/webhooks/sign.ts'
import { corpusText } from '#test/support/corpus.ts'

interface Vector {
  readonly secret: string
  readonly id: string
  readonly timestamp: number
  readonly payload: string
  readonly signature: string
}
const { sign } = JSON.parse(corpusText('standard-webhooks/vectors.shared.json')) as { sign: readonly Vector[] }

describe('signatures', () => {
  it.for(sign.map((vector) => [vector.id, vector] as const))('are those of the vector %s', ([, vector]) => {
    const { secret, id, timestamp, payload } = vector
    expect(signature([secretKey(secret)], id, timestamp, payload)).toBe(vector.signature)
  })

  it('use secrets of the length that the specification asks for', () => {
    const secret = newSecret()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/)
    expect(secretKey(secret).length).toBe(32)
    expect(newSecret()).not.toBe(secret)
  })
})

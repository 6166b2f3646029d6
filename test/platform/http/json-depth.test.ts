import { describe, expect, it } from 'vitest'
import { isDeeper } from '#src/platform/http/json-depth.ts'

describe('the depth of JSON', () => {
  it.each([
    ['{"a":[{"b":1}]}', 3],
    ['[1,2,{"a":"[[[[{{{{"}]', 2],
    ['{"a":"\\"[[[","b":[]}', 2],
    ['"[[["', 0],
  ])('of %s is %i', (text, depth) => {
    expect(isDeeper(text, depth)).toBe(false)
    if (depth > 0) expect(isDeeper(text, depth - 1)).toBe(true)
  })
})

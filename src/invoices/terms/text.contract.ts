import { isVisible, isWritable } from '#src/kernel/plain-text.ts'
import { z } from '#src/platform/http/contract.ts'

/** A text that goes into a document: what XML cannot hold would be missing there. */
export const documentText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(isWritable, 'has a control character or half a character, which no document can hold')
    .refine(isVisible, 'has nothing that can be read')

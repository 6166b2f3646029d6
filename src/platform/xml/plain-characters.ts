/** Codes of the characters that markup is made of. */
export const LESS = 0x3c
export const GREATER = 0x3e
export const SLASH = 0x2f
export const BANG = 0x21
export const AMPERSAND = 0x26
export const BRACKET = 0x5d
export const EQUAL = 0x3d
export const QUOTE = 0x22
export const APOSTROPHE = 0x27
export const NEWLINE = 0x0a
const TAB = 0x09
const SPACE = 0x20

/** The last code unit that XML allows is U+FFFD; the decoder has seen to it that surrogates stand in pairs. */
const BEHIND_LAST = 0xfffe

const ASCII = 128
const NAME = 1
const NAME_START = 2
const TEXT = 4

/** What each character of ASCII may be part of. A name with others, or with a leading colon, is not for the plain reader. */
const KINDS = Uint8Array.from({ length: ASCII }, (_, code) => {
  const letter = String.fromCharCode(code)
  const name = /[A-Za-z_]/.test(letter) ? NAME | NAME_START : /[\d:.-]/.test(letter) ? NAME : 0
  return name | (code >= SPACE && !'<>&'.includes(letter) ? TEXT : 0)
})

const isKind = (code: number, kind: number): boolean => code < ASCII && ((KINDS[code] ?? 0) & kind) !== 0

export const isNameStart = (code: number): boolean => isKind(code, NAME_START)
export const isNamePart = (code: number): boolean => isKind(code, NAME)
/** Neither markup nor a character to look at more closely, nor (NaN) the end. */
export const isPlainText = (code: number): boolean => (code < ASCII ? isKind(code, TEXT) : code < BEHIND_LAST)
export const isBlank = (code: number): boolean => code === SPACE || code === NEWLINE || code === TAB
/** A character that XML 1.0 allows, by its code point. */
export const isCharacter = (code: number): boolean =>
  isBlank(code) ||
  code === 0x0d ||
  (code >= SPACE && code < 0xd800) ||
  (code > 0xdfff && code < BEHIND_LAST) ||
  isRare(code)
const isRare = (code: number): boolean => code > 0xffff && code <= 0x10ffff

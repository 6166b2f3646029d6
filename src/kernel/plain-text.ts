/** Control characters but tab and line breaks, halves of a surrogate pair, and the non-characters of XML 1.0 (2.2). */
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Whether every character of a text can stand in a document and be read. */
export const isWritable = (text: string): boolean => !UNWRITABLE.test(text)

/** Whether anything of a text can be seen: not only spaces, controls and marks without width. */
export const isVisible = (text: string): boolean => /[^\p{C}\p{Z}]/u.test(text)

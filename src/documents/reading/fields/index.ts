export { type Extraction, extractFields } from './extract-fields.ts'
export { FIELD_NAMES, type Field, type FieldException, type FieldName, type Fields, SURE } from './field.ts'
export { type DocumentPart, splitDocuments } from './split-documents.ts'
export { wordsOfText } from './words-of-text.ts'

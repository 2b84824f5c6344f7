// The order in which a copy is made. To add a handler: one file, one line here, one test file.
// From is not here: it is decided last, on the bytes as they will leave (../author-line.ts).
import type { Handler } from './draft.ts'
import { footer } from './footer.ts'
import { listFields } from './list-fields.ts'
import { missingFields } from './missing-fields.ts'
import { privateFields } from './private-fields.ts'
import { subjectTag } from './subject-tag.ts'
import { traceField } from './trace-field.ts'

export const handlersInOrder: readonly Handler[] = [
  privateFields,
  missingFields,
  traceField,
  listFields,
  subjectTag,
  footer,
]

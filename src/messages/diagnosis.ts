/** What the editor says around a diagnosis; what was found is said by `doctor.ts`. */
export const diagnosisMessages = {
  'diagnosis.about': '{method} {path} from {source}, compared with the credential {name} ({hint}).',
  'diagnosis.closed': 'This is no longer kept. Run Diagnose Failing Signature again.',
  'diagnosis.large':
    'This is larger than {limit} MB, which takes too long here. Save it as a file: restlink doctor FILE takes any size.',
  'diagnosis.timestamp.past':
    'X-Timestamp is {distance} in the past; the server takes at most 5 minutes. That is no mistake if the request was written down earlier.',
  'diagnosis.part.messages': 'What was signed, and what should have been',
  'diagnosis.part.message': 'The message that has to be signed, every byte visible',
  'diagnosis.part.fix': 'How to do it in {language}',
  'diagnosis.difference':
    '{mark} stands before the first difference, byte {byte}: {signed} was signed where {correct} belongs.',
  'diagnosis.end': 'the end',
  'diagnosis.label.signed': 'signed',
  'diagnosis.label.correct': 'correct',
  'diagnosis.label.received': 'received',
  'diagnosis.label.expected': 'expected',
} as const;

export { canonicalMessage, hmacHex, type SignedParts } from './canonical';
export { type BothClocks, ServerClocks } from './clock';
export { FileLedger, type Ledger, LedgerError, type UsedSignatures } from './ledger';
export { opensslLine } from './openssl';
export { type Signature, type SigningPorts, signAt, signFresh } from './sign';
export { steadyClock } from './steady-clock';
export { TakenSeconds } from './taken-seconds';
export { type VisibleCharacter, visibleCharacters, visibleText } from './visible';

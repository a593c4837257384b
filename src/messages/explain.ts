/** What an explanation of a signature says, in the editor and on the command line (product section 4, cli: `explain`). */
export const explainMessages = {
  'explain.noCredential': 'This request goes out without a credential, so nothing is signed.',
  'explain.keyDoesNotSign': 'The credential {name} does not sign: its requests carry the key or the token alone.',
  'explain.secretInBody':
    'The message holds a secret, which is hidden here, so there is no openssl line: it would show the secret.',

  'explain.head.signed': '{method} {path} · signed as {name} ({hint})',
  'explain.head.unsigned': '{method} {path} · not signed',
  'explain.head.sent': '{method} {path} · as it was sent, signed as {name} ({hint})',
  'explain.live':
    'For looking at: it follows what you type, and reserves nothing. Copy Signed Headers gives a signature to use.',
  'explain.earlier':
    'What follows is how it was before, to keep it in sight. It is signed anew as soon as nothing is missing.',
  'explain.sent': 'This was sent, byte for byte. No server takes this timestamp and signature a second time.',
  'explain.gone': 'The request is no longer there.',
  'explain.closed': 'This is no longer kept. Run Explain Signature again.',
  'explain.line': 'Line {line}: {what}',

  'explain.restricted':
    'Restricted Mode: no secret was read, so there is no signature. The message is what would be signed.',
  'explain.secretReading': 'The secret of {name} is being read from its keychain.',
  'explain.secretNotRead':
    'The secret of {name} was not read: that happens only when you ask for it, not while you type. Refresh, or the command Explain Signature, reads it.',
  'explain.environmentNotRead':
    'Values of the environment take part, which are compared with your stored secrets first. Refresh, or the command Explain Signature, reads those.',
  'explain.ask':
    'Several credentials fit {origin}: {names}. You are asked when the request is sent; "# @credential NAME" above the request decides it.',
  'explain.wouldSign': 'The message below is what a credential with HMAC signature would sign.',
  'explain.prompts': 'Run Explain Signature again to answer the prompts of this request.',

  'explain.compared':
    'INVALID_SIGNATURE means: over this message the server computed another signature, with the secret that it keeps for {hint}; or it did not take this pair of timestamp and signature.',
  'explain.compared.same':
    'The message is the one that left this computer. What is left: another secret than the server has, a proxy that changes method, path or body, a clock, or the same pair used before.',
  'explain.compared.clock':
    'The timestamp was {distance} away from the time in the answer, and the server takes at most 5 minutes: it was the clock.',
  'explain.compared.inTime': 'The timestamp was {distance} away from the time in the answer, so it was not the clock.',
  'explain.compared.noDate': 'The answer has no time in it, so a wrong clock is possible.',
  'explain.attempts': 'It was signed anew with the time of the server, after a first attempt was refused.',

  'explain.label.credential': 'credential',
  'explain.label.body': 'body',
  'explain.label.timestamp': 'timestamp',
  'explain.label.signature': 'signature',
  'explain.label.notSigned': 'not signed',
  'explain.credential': '{name} ({hint})',
  'explain.why.named': 'which "# @credential" in the file names',
  'explain.why.active': 'the active one, bound to {origin}',
  'explain.why.only': 'the only one that fits {origin}',
  'explain.why.chosen': 'chosen by you, bound to {origin}',
  'explain.why.sent': 'bound to {origin}',
  'explain.body': '{bytes} bytes',
  'explain.body.empty': 'none: the message ends with "|"',
  'explain.body.sha256': 'SHA-256 {sha256}',
  'explain.signature.earlier': 'none while something is missing',
  'explain.clock.same': 'now; the clocks of server and computer agree',
  'explain.clock.notKnown': "now on this computer; no answer has told the server's time yet",
  'explain.clock.behind': "now on the server; this computer's clock is {distance} behind",
  'explain.clock.ahead': "now on the server; this computer's clock is {distance} ahead",
  'explain.clock.sent': '{distance} from the time in the answer',
  'explain.clock.unknown': 'the answer does not say what time the server has',
  'explain.notSigned.query': 'query {query}',
  'explain.notSigned.headers': 'headers {headers}',

  'explain.part.message': 'Signed message, every byte visible',
  'explain.part.signs': 'Characters to look at twice',
  'explain.part.openssl': 'With openssl, the API secret in $API_SECRET',
  'explain.message.cut': '… {size} more are not shown.',
  'explain.openssl.large': 'The message is too long for a line here: restlink explain prints the openssl line.',

  'explain.sign.row': '{name} · {bytes} · {count} times',
  'explain.sign.once': '{name} · {bytes} · once',
  'explain.sign.more': 'and {count} other characters beyond ASCII',
  'explain.sign.blank': 'blank',
  'explain.sign.tab': 'tab',
  'explain.sign.lineFeed': 'line feed (LF)',
  'explain.sign.carriageReturn': 'carriage return (CR)',
  'explain.sign.control': 'control character {name}',
  'explain.sign.byteOrderMark': 'byte order mark',
  'explain.sign.noBreakSpace': 'no-break space',
  'explain.sign.invisible': 'U+{code}, which cannot be seen',
  'explain.sign.letter': 'U+{code}',
  'explain.sign.notUtf8': 'not UTF-8',
} as const;

/** About secrets that stand in files as they are. The secret itself is never said. */
export const secretMessages = {
  'secret.liveKey':
    'A live API key ({hint}) stands in this file: whoever gets the file can send at your cost. Move it to the keychain; if the file was ever shared, replace the key in the portal.',
  'secret.testKey':
    'An API key for tests ({hint}) stands in this file, where everybody who gets the file can read it. Move it to the keychain.',
  'secret.apiKey':
    'An API key stands in this file, where everybody who gets the file can read it. Move it to the keychain.',
  'secret.apiSecret':
    'An API secret stands in this file: whoever reads it can sign requests. Move it to the keychain, with its key.',
  'secret.token':
    'A token of the portal stands in this file: until it expires, whoever reads it can use your account. Move it to the keychain.',
  'secret.trackerToken':
    'A tracker token stands in this file, where everybody who gets the file can read it. Let the request ask for it: "# @prompt {name}".',
  'secret.signingSecret':
    'The signing secret of your webhooks stands in this file: whoever reads it can make calls that look like the service. Let the request ask for it: "# @prompt {name}".',
  'secret.password':
    'A password stands in this file, where everybody who gets the file can read it. Let the request ask for it: "# @prompt {name}".',
  'secret.gone': 'The secret no longer stands where it was found. Try again.',
  'secret.notMovable':
    'The keychain holds API keys, their secrets, and tokens. This is none of them; let the request ask for it.',
  'fix.secret.move': 'Move to Keychain…',
  'fix.secret.ask': 'Ask for It When Sending',
  'fix.secret.shorten': 'Shorten It to {hint}',
} as const;

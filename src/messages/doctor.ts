/** What the signature doctor says (cli: `doctor`): for each mistake what the other side did, and how to do it right. */
export const doctorMessages = {
  'doctor.mistake.query-in-path': 'Your code signed the path together with its query.',
  'doctor.fix.query-in-path': 'Sign the path alone; the query is not covered by the signature.',
  'doctor.mistake.full-url-as-path':
    'Your code signed the whole address, with scheme and host, in the place of the path.',
  'doctor.fix.full-url-as-path': 'Take the path out of the address and sign only that.',
  'doctor.mistake.missing-api-prefix': 'Your code signed the path without its beginning "/api/v1".',
  'doctor.fix.missing-api-prefix':
    'Sign the path as it goes over the wire, with "/api/v1", also where a base address already contains it.',
  'doctor.mistake.trailing-slash':
    'Your code signed a path with one slash more or less at its end than the request has.',
  'doctor.fix.trailing-slash': 'Sign the very path that is requested: make it once and use it for both.',
  'doctor.mistake.path-decoded': 'Your code signed the path with its percent-encoding taken away.',
  'doctor.fix.path-decoded': 'Sign the encoded path, as it goes over the wire.',
  'doctor.mistake.path-encoded': 'Your code signed a path that was percent-encoded once too often.',
  'doctor.fix.path-encoded': 'Do not encode a path again that is encoded already; sign it as it goes over the wire.',
  'doctor.mistake.lowercase-method': 'Your code did not sign the method in capitals.',
  'doctor.fix.lowercase-method': 'Turn the method into capitals before you sign it.',
  'doctor.mistake.method-missing': 'Your code signed no method.',
  'doctor.fix.method-missing': 'Begin the message with the method: METHOD|path|timestamp|body.',
  'doctor.mistake.timestamp-milliseconds': 'Your code uses milliseconds where Unix seconds belong.',
  'doctor.fix.timestamp-milliseconds': 'Divide by 1000 and cut the fraction off, in the header and in the message.',
  'doctor.mistake.timestamp-differs': 'Your code signed another second than X-Timestamp says: the time was read twice.',
  'doctor.fix.timestamp-differs': 'Read the time once and use that value for the header and for the message.',
  'doctor.mistake.timestamp-missing': 'Your code signed no timestamp.',
  'doctor.fix.timestamp-missing': 'Put the value of X-Timestamp between path and body: METHOD|path|timestamp|body.',
  'doctor.mistake.body-omitted': 'Your code signed no body, or left out its place with the last "|".',
  'doctor.fix.body-omitted':
    'End the message with "|" and the body as it is sent; where there is none, with "|" alone.',
  'doctor.mistake.body-pretty-printed':
    'Your code signed the JSON printed with indentation and sent it printed otherwise.',
  'doctor.fix.body-pretty-printed': 'Print the JSON once, then sign and send that text.',
  'doctor.mistake.body-minified': 'Your code signed the JSON printed without blanks and sent it printed otherwise.',
  'doctor.fix.body-minified':
    'Print the JSON once, then sign and send that text; do not hand an object to the HTTP library.',
  'doctor.mistake.body-json-spaced':
    'Your code signed the JSON printed with ", " and ": " and sent it printed otherwise.',
  'doctor.fix.body-json-spaced':
    'Print the JSON once, then sign and send that text; do not hand an object to the HTTP library.',
  'doctor.mistake.body-keys-sorted':
    'Your code signed the JSON with its members in another order than they are sent in.',
  'doctor.fix.body-keys-sorted': 'Print the JSON once, then sign and send that text, in whatever order.',
  'doctor.mistake.body-ascii-escaped':
    'Your code signed the JSON with other \\uXXXX escapes than the JSON that is sent has.',
  'doctor.fix.body-ascii-escaped': 'Print the JSON once, then sign and send that text with whatever escapes it has.',
  'doctor.mistake.body-slashes-escaped':
    'Your code signed the JSON with "\\/" where "/" is sent, or the other way round.',
  'doctor.fix.body-slashes-escaped': 'Print the JSON once, then sign and send that text.',
  'doctor.mistake.body-trailing-newline':
    'The line break at the end of the body is signed and not sent, or sent and not signed.',
  'doctor.fix.body-trailing-newline': 'Sign exactly the bytes that are sent, with the line break or without it.',
  'doctor.mistake.body-crlf': 'The body was signed with other line ends (CRLF or LF) than it is sent with.',
  'doctor.fix.body-crlf':
    'Read the body as bytes, and do not let anything translate its line ends after it was signed.',
  'doctor.mistake.body-bom': 'A byte order mark before the body is signed and not sent, or sent and not signed.',
  'doctor.fix.body-bom': 'Write and read UTF-8 without byte order mark.',
  'doctor.mistake.body-hashed': 'Your code signed the SHA-256 of the body in the place of the body.',
  'doctor.fix.body-hashed': 'Put the body itself at the end of the message; this API hashes nothing before.',
  'doctor.mistake.secret-is-api-key': 'Your code signed with the API key in the place of the API secret.',
  'doctor.fix.secret-is-api-key': 'Sign with the API secret; the key belongs only into X-API-Key.',
  'doctor.mistake.secret-whitespace': 'Your code signed with a secret that has a blank or a line break too much.',
  'doctor.fix.secret-whitespace': 'Trim the secret where you read it from a file or the environment.',
  'doctor.mistake.secret-hex-decoded': 'Your code decoded the secret from hex before it signed with it.',
  'doctor.fix.secret-hex-decoded': 'Use the text of the secret as it is, as UTF-8.',
  'doctor.mistake.secret-base64-decoded': 'Your code decoded the secret from base64 before it signed with it.',
  'doctor.fix.secret-base64-decoded': 'Use the text of the secret as it is, as UTF-8.',
  'doctor.mistake.secret-hashed': 'Your code signed with a hash of the secret.',
  'doctor.fix.secret-hashed': 'Use the text of the secret as it is, as UTF-8.',
  'doctor.mistake.base64-output': 'Your code sends the signature in base64.',
  'doctor.fix.base64-output': 'Write the signature in lower-case hex: 64 digits.',
  'doctor.mistake.uppercase-hex': 'Your code sends the signature in capital hex digits.',
  'doctor.fix.uppercase-hex': 'Write the signature in lower-case hex.',
  'doctor.mistake.prefixed-output': 'Your code writes something before the signature, such as "sha256=".',
  'doctor.fix.prefixed-output': 'Put only the 64 hex digits into X-Signature.',
  'doctor.mistake.sha1': 'Your code uses SHA-1.',
  'doctor.fix.sha1': 'Use HMAC-SHA256.',
  'doctor.mistake.sha512': 'Your code uses SHA-512.',
  'doctor.fix.sha512': 'Use HMAC-SHA256.',
  'doctor.mistake.md5': 'Your code uses MD5.',
  'doctor.fix.md5': 'Use HMAC-SHA256.',
  'doctor.mistake.plain-sha256': 'Your code hashed secret and message glued together, which is no HMAC.',
  'doctor.fix.plain-sha256': 'Use the HMAC function of your language, keyed with the secret.',
  'doctor.mistake.wrong-separator': 'Your code joined the parts of the message by something else than "|".',
  'doctor.fix.wrong-separator': 'Join the parts by "|": METHOD|path|timestamp|body.',
  'doctor.mistake.wrong-order': 'Your code joined the parts of the message in another order.',
  'doctor.fix.wrong-order': 'The order is METHOD|path|timestamp|body.',
  'doctor.mistake.missing-header': 'The request lacks {headers}.',
  'doctor.fix.missing-header': 'A signed request carries X-API-Key, X-Timestamp and X-Signature.',
  'doctor.mistake.timestamp-out-of-window': 'X-Timestamp is "{timestamp}", which is no number of Unix seconds.',
  'doctor.timestamp.past':
    'X-Timestamp is {distance} before the time for which this is looked at; the server takes at most 5 minutes. Where the request was written down earlier, give the time of then with --now.',
  'doctor.timestamp.future':
    'X-Timestamp is {distance} after the time for which this is looked at; the server takes at most 5 minutes.',
  'doctor.fix.timestamp-out-of-window':
    'Read the time anew for each request, as Unix seconds, and set the clock of the machine.',
  'doctor.mistake.replayed':
    'This timestamp and signature were made by Restlink on this computer. If they were sent, the server does not take them a second time.',
  'doctor.fix.replayed': 'Sign each request anew, also when it is repeated; two equal ones need different seconds.',

  'doctor.right': 'The signature is right.',
  'doctor.found': 'The signature is not the right one, and it is clear how it came about.',
  'doctor.rightBut': 'The signature itself is right.',
  'doctor.notFound':
    'The signature is not the right one, and none of the known mistakes explains it. Ruled out, each alone and together with others: {ruledOut}.',
  'doctor.notFoundAlone':
    'The signature is not the right one, and none of the known mistakes alone explains it. The body is so large that only some were tried together. Ruled out: {ruledOut}.',
  'doctor.notFoundSome':
    'The signature is not the right one. The body is so large that only some of the known mistakes were tried; none of them explains it: {ruledOut}.',
  'doctor.noSignature': 'The request has no X-Signature, so there is nothing to compare.',
  'doctor.noDigest':
    'X-Signature is no signature: it has {length} characters that are neither hex nor base64 of a digest. A right one has 64 hex digits.',
  'doctor.several': 'Other explanations fit as well: {sets}.',
  'doctor.otherSecret':
    'What is left: another secret than the one of this credential, another body than the one given here, or a change by a proxy.',
  'doctor.otherKey':
    'The request carries the key {sent}, and this credential has {own}: compare it with the credential of that key.',
  'doctor.noTimestamp': 'The correct signature is shown for now, {timestamp}.',
  'doctor.sameMessage': 'The message is the right one; the difference lies in the secret or in the way of signing.',

  'doctor.note.length':
    'Content-Length says {said} bytes, and the body given here has {given}: it is not the body that was sent.',
  'doctor.note.lineBreak':
    "The line break at the end was taken for the editor's, as no Content-Length tells. If your program sends it, it has to be signed as well.",
  'doctor.note.jsonBody': 'The body was given as JSON, so it is taken as printed without blanks.',
  'doctor.note.chunked': 'The body was taken out of its chunks: only what is in them is signed.',
  'doctor.note.noBody':
    'No body was given. If the request had one, add it below the headers, after a blank line: it is signed, too.',
  'doctor.note.lineEnds': 'The line ends of the body were taken back to CRLF, as Content-Length counts them.',
  'doctor.note.harChoice':
    'Of the {count} requests in the file, number {place} was looked at: {method} {path}, which was answered with {status}.',
  'doctor.note.harUnanswered':
    'Of the {count} requests in the file, number {place} was looked at: {method} {path}, which has no answer there.',
  'doctor.note.harBody':
    'The body of the request is not there as it was sent, and it is signed, too. Copy the request as cURL.',
  'doctor.note.harCut':
    'The HTTP Archive (HAR) says that the body had {said} bytes, and holds {given} of them: it is not the body that was sent. Copy the request as cURL.',

  'doctor.input.empty':
    'There is nothing to look at. Give a raw HTTP request, a curl command, JSON, or an HTTP Archive (HAR).',
  'doctor.input.unknown':
    'This is no request: it begins with "{start}". Give a raw HTTP request (its first line such as "POST /api/v1/sms/send HTTP/1.1"), a curl command, JSON with "method", "url", "headers" and "body", or an HTTP Archive (HAR).',
  'doctor.input.powershell':
    'This is a PowerShell command. Copy the request as cURL instead (in developer tools: "Copy as cURL (bash)"), or save it as raw HTTP.',
  'doctor.input.fetch':
    'This call of fetch is not written in JSON. Copy it from the developer tools, or save the request as raw HTTP.',
  'doctor.input.encoding': 'This is not UTF-8 text. Save it as UTF-8 and try again.',
  'doctor.input.utf16': 'This is UTF-16 text, as PowerShell writes it with ">". Save it as UTF-8 and try again.',
  'doctor.input.header':
    'Line {line} is no header: "{text}". Headers are written "Name: value", and a blank line ends them.',
  'doctor.input.target': 'The target "{target}" is neither an http address nor a path that begins with "/".',
  'doctor.input.json': 'This looks like JSON and is none: {reason}.',
  'doctor.input.jsonMember': 'In the JSON, "{member}" has to be {wanted}.',
  'doctor.input.curlBodyFile': 'The body file {path} of the curl command cannot be read: {reason}.',
  'doctor.input.har':
    'None of the {count} requests in the file goes to a path below /api/v1. Copy the one that was refused (in developer tools: "Copy as cURL" or "Copy as HAR").',
  'doctor.input.placeholder':
    '{header} is "{value}", which stands for a value. Give the request with the values that were sent.',
  'doctor.credential.none':
    'Which credential? Name one with --credential, or set RESTLINK_API_KEY and RESTLINK_API_SECRET.',
  'doctor.credential.kind':
    'The credential {name} has no API secret ({kind}), so its requests are not signed. Name one with HMAC.',
} as const;

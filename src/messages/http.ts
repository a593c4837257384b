/** About the text of a `.http` file: what the parser noticed, and what its variables lack. */
export const httpMessages = {
  'http.separator.missing':
    '"###" is missing above this request. It is read as a new request; put a line with "###" before it to make that certain.',
  'http.requestLine.invalid':
    '"{line}" is no request line. Write a method and an address, such as GET https://host/path, or start the line with "#" to make it a comment.',
  'http.requestLine.noTarget':
    'The address is missing. Write it after {method}, such as {method} /api/v1/user/balance.',
  'http.requestLine.protocol':
    '{method} goes out as an HTTP method of that name. The protocol that other tools speak for it is not spoken here.',
  'http.target.encoded':
    'From here on the address goes out percent-encoded, with "." and ".." resolved. What is sent is what is signed.',
  'http.header.noColon':
    '"{line}" is no header: the colon is missing, and the request is not sent. Write it as Name: value, or leave a blank line before the body.',
  'http.header.name':
    '"{name}" is no valid header name. Header names hold letters, digits and signs such as "-", no blanks.',
  'http.header.continued': 'This line goes on with the value of {name}; it is sent on one line, joined by a blank.',
  'http.header.indented': 'This indented line is sent as a header of its own, without its indentation.',
  'http.header.basic': 'Name and password are sent as Base64 of name:password.',
  'http.transferEncoding':
    'Transfer-Encoding is not sent: the body goes out as a whole, with its length. The line can be removed.',
  'http.contentLength': 'Content-Length is not sent as written: it is computed from the body. The line can be removed.',
  'http.body.noBlankLine': '"{line}" stands among the headers. Put a blank line before it to make it the body.',
  'http.body.comment':
    'Comment lines in this body are not sent. With a Content-Type such as text/plain they would be part of it.',
  'http.form.glued': 'This line is joined to the one before: a form body is sent without line breaks before "&".',
  'http.form.encoded':
    'From here on, what a form may not hold (blanks, line breaks, quotes, letters outside of ASCII) is sent percent-encoded.',
  'http.graphql.marker': 'This header only marks the body as GraphQL and is not sent; the body is sent as JSON.',
  'http.graphql.method': 'GRAPHQL goes out as POST, with query and variables in one JSON body.',
  'http.body.noBoundary':
    'The Content-Type names no boundary, so the server cannot tell the parts from each other. Add ; boundary=… as it stands between the parts.',
  'http.body.endedByVariable': 'This line is not sent: below a blank line it is a variable, and it ends the body.',
  'http.body.afterVariable':
    'This line is not sent: the variable above it ended the body. Move the variable above the request, or put "###" before the next request.',
  'http.directive.unknown': '@{key} is not known here and changes nothing.',
  'http.directive.noValue': '@{key} needs a value after it; without one it changes nothing.',
  'http.directive.duration':
    '@{key} needs a time: seconds, or a number with ms, s or m, such as 30, 500 ms or 2 m. "{value}" changes nothing.',
  'http.directive.misplaced': '@{key} changes nothing here. Move it above the request line.',
  'http.script.preRequest':
    'This script is not run, so what it would set stays unset. Scripts of other tools are recognised and left out.',
  'http.script.handler': 'This response handler is not run. Scripts of other tools are recognised and left out.',
  'http.script.saveTo': 'The answer is not written to this file. Use Save Body in the answer instead.',
  'http.script.assert': 'This assertion is not checked. Tests of other tools are recognised and left out.',
  'http.script.savedAnswer': 'This reference to a saved answer is left out.',
  'http.script.include': 'Other files and requests are not taken in here. Send what this line names from its own file.',
  'http.script.open':
    'This script has no end: no line below it ends in "%}", so it takes in the whole rest of the request.',
  'http.variable.malformed': '"{line}" is no variable. Write it as @name = value.',
  'http.variable.unresolved':
    'The variable {name} has no value. Define it in the file (@{name} = …) or in an environment file, or let it be asked for (# @prompt {name}).',
  'http.variable.noAnswer': 'The request "{request}" was not sent so far, so {name} has no value yet. Send it first.',
  'http.variable.noEnvironment': 'The environment variable {name} is not set.',
  'http.variable.refused':
    'The environment variable {name} holds a credential and cannot be used in a request. Requests are signed without it being written down.',
  'http.variable.unknownSystem': 'There is no system variable {name}.',
  'http.variable.arguments': 'The arguments of {name} are not understood. Write it as {usage}.',
  'http.variable.cycle': 'The variable {name} refers to itself: {cycle}. Give one of them a value of its own.',
  'http.variable.tooLarge':
    'The value of the variable {name} grows without bounds: variables refer to each other too often.',
  'http.curl.noUrl': 'This curl command has no address. Add one, such as curl https://host/path.',
  'http.curl.noArgument': 'The option {option} needs a value after it.',
  'http.curl.openQuote': 'This quote is never closed. Close it, or put a backslash before it.',
  'http.curl.option': 'The option {option} is not followed here; the request is sent without it.',
  'http.curl.insecure':
    'The option {option} is not followed: certificates are always checked. Plain http is possible to this computer only.',
  'http.curl.location': 'The option {option} is not followed: a redirect is shown as the answer it is.',
  'http.curl.moreUrls': 'Only the first address of this command is sent to. Write one request for each.',
  'http.curl.shell': 'What begins with "{word}" is for a shell and is left out.',
  'http.curl.tail':
    'This line is not sent: the curl command above it has ended. Put "\\" at the end of a line to go on.',
  'http.curl.dataFile': 'curl would take the line breaks out of this file; here its bytes are sent as they are.',
  'http.curl.data':
    'The data of {option} cannot be read here. Put the text into the command, or send the file with --data-binary @path.',
  'http.curl.userVariable':
    'Name and password with variables cannot be encoded here. Write the header instead: -H "Authorization: Basic …".',
  'http.select.ambiguous':
    'Several requests are named "{name}", on lines {lines}. Choose one by its line, or give each a name of its own.',
  'http.select.unknown': 'There is no request named "{name}". Names in this file: {names}.',
} as const;

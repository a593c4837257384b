/** About starting the sandbox. */
export const sandboxMessages = {
  'sandbox.portTaken':
    'Port {port} on 127.0.0.1 is already in use, perhaps by another sandbox. Stop that one, or choose another port (0 takes any that is free).',
  'sandbox.portForbidden':
    'This account may not open port {port}. Choose a port above 1023 (0 takes any that is free).',
  'sandbox.cannotListen': 'The sandbox could not open port {port} on 127.0.0.1: {reason}.',
  'sandbox.cannotAnnounce':
    'The sandbox was not started: other windows could not be told of it, as {folder} cannot be written ({reason}).',
  'sandbox.windowClosed': 'The sandbox was not started: its window is being closed.',
  'sandbox.dbDamaged':
    '{file} is not a state file of this sandbox, or it is damaged. It was left as it is: name another file, or move this one away to begin anew.',
  'sandbox.dbUnreadable': 'The state file {file} could not be read: {reason}.',
  'sandbox.dbUnwritable': 'The state file {file} could not be written: {reason}.',
  'sandbox.dbInUse':
    'Another sandbox (process {pid}) keeps its state in {file}. Stop that one, or name another file. If there is none, delete {lock}.',
  'sandbox.faultUnknown': 'There is no fault "{name}". Known are {names}.',
  'sandbox.faultValue': 'The fault "{text}" cannot be read. It has the form {form}, with a whole number.',
} as const;

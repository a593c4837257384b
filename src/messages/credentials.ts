/** About credentials, keychains and where a credential may go. */
export const credentialMessages = {
  'credential.nameEmpty': 'A credential needs a name, such as prod-eu.',
  'credential.nameBlanks': 'The name "{name}" begins or ends with a blank. Leave it out.',
  'credential.nameCharacters':
    'A name is one line of visible characters, without "{{", so that # @credential can use it.',
  'credential.nameLong': 'The name is too long: {longest} characters at most.',
  'credential.nameReserved': 'The name "{name}" is built in. Choose another one.',
  'credential.nameTaken': 'There is a credential named "{name}" already. Choose another name, or replace its secret.',
  'credential.keyEmpty': 'The API key is empty. Copy it from the portal: Settings → API Keys.',
  'credential.keyCharacters':
    'The API key holds a blank or a character that no key has. Copy it once more, without quotes or line breaks.',
  'credential.secretEmpty': 'The API secret is empty. For a key without signature choose the kind "API key".',
  'credential.tokenEmpty': 'The token is empty.',
  'credential.tokenCharacters':
    'The token holds a blank or a character that no token has. Paste it alone, without "Bearer", quotes or line breaks.',
  'credential.otherKind': 'The secret is of another kind than the credential "{name}". Add a new credential for it.',
  'credential.builtin': 'The credential "{name}" is built in and cannot be changed. It is there while a sandbox runs.',
  'credential.inSecretStorage':
    'The secret of "{name}" is kept by VS Code and can be used there only. Move it to the keychain in VS Code to use it here.',
  'credential.restricted':
    'This window is in Restricted Mode: no stored secret is read, and nothing is sent. Trust the workspace first.',
  'credential.notInEditor':
    'The secret storage of this editor does not hold the secret of "{name}": it was stored in another browser or editor, or deleted. Replace the secret, or use it where it was stored.',
  'credential.storeMissing': 'The secret of "{name}" is kept in a place that cannot be reached from here.',
  'credential.busy':
    'Another window or command is changing "{name}" just now; its keychain may be asking for a password. Finish that, then try again.',
  'credential.copyInKeychain':
    '"{name}" was moved and works, but its old copy is still in the keychain. Delete it there: the entry of restlink-sms named {id}.',
  'credential.copyInEditor':
    '"{name}" was moved and works, but its old copy is still in the secret storage of the editor. To delete it, move the secret there and back.',
  'credential.workspaceOfKey':
    '"{name}" is an API key, and a key belongs to one workspace for good. A workspace can be chosen for a portal login.',
  'credential.workspaceInvalid':
    'This workspace cannot be kept: it needs a positive whole number as id, and a name of visible characters.',

  'credentials.unreadable': 'The list of credentials cannot be read: {file} ({reason}). Check the rights of the file.',
  'credentials.unwritable':
    'The list of credentials cannot be written: {file} ({reason}). Check the rights of its folder and the space left.',
  'credentials.damaged':
    'The list of credentials is damaged and was left as it is: {file}. Repair it, or move it away and add your credentials again; the keychain still holds their secrets.',
  'credentials.skipped': '{count} of the entries in {file} cannot be read and were left as they are.',
  'credentials.busy': 'The list of credentials is in use by another process ({file}). Try again.',

  'credential.none': 'There is no credential for {origin}. Add one, or try the request in the sandbox.',
  'credential.noneLoopback':
    'There is no credential for {origin}. If this is the sandbox, it does not run: start it. To send without a credential write # @no-sign above the request.',
  'credential.foreignOrigin':
    'Not sent: none of your credentials belongs to {origin}, and a key never goes to another origin. To send without a credential write # @no-sign above the request.',
  'credential.unknown': 'There is no credential named "{name}".',
  'credential.sandboxNotRunning':
    'The credential "{name}" exists while a sandbox runs, and none does. Start the sandbox.',
  'credential.originChanged':
    'Not used: the list of credentials says that "{name}" belongs to {origin}, but its secret was stored for {bound}. Somebody or something has changed the list. Remove "{name}" and add it again.',
  'credential.otherOrigin':
    'Not sent: the credential "{name}" belongs to {bound}, and the request goes to {origin}. Choose a credential of that origin.',
  'credential.otherBaseUrl':
    'Not sent: the credential "{name}" belongs to {bound}, and the base URL says {origin}. Leave the base URL out, or choose a credential of that origin.',
  'credential.activeIsTest':
    'Not sent: the active credential "{name}" is for tests, and the request goes to {origin}. Switch to a credential of that origin if this is what you want.',
  'credential.loginNeeded': 'This endpoint takes a login, not an API key. Log in to send it.',
  'credential.keyNeeded': 'This endpoint takes an API key, and "{name}" is a login. Add or choose an API key.',
  'credential.plainHttp':
    'Not sent: {origin} is plain http, where anybody on the way can read the key. Use https; http is for this computer only.',
  'credential.urlInvalid': 'Not sent: the address is not an http or https URL.',
  'credential.urlUserInfo': 'Not sent: the address has a name or password before the host ({origin}). Leave it out.',

  'origin.empty': 'The origin is empty. Give one such as https://restlink23telecom.com.',
  'origin.invalid': 'This is not an origin. Give one such as https://restlink23telecom.com.',
  'origin.withoutScheme': 'The origin lacks its scheme. Give {origin}.',
  'origin.scheme': 'An origin begins with https://, not {scheme}://.',
  'origin.plainHttp': 'Plain http is for this computer only. Give {origin}.',
  'origin.withMore': 'Only the origin is wanted, without path, query or user. Give {origin}.',
  'environment.secretWithoutKey': 'RESTLINK_API_SECRET is set without RESTLINK_API_KEY. Set both, or neither.',

  'keychain.noBus':
    'No keychain can be reached: this session has no D-Bus (DBUS_SESSION_BUS_ADDRESS). Log in to a desktop session, or start one with dbus-run-session.',
  'keychain.noService':
    'No keychain runs in this session. Install and start one, such as gnome-keyring (apt install gnome-keyring) or KeePassXC with its Secret Service switched on.',
  'keychain.noCollection':
    'The keychain has no default keyring. Create one named "Login" in Passwords and Keys (seahorse) and make it the default.',
  'keychain.noCollectionMac': 'There is no default keychain. Choose one in Keychain Access.',
  'keychain.locked':
    'The keychain is locked. Unlock it in Passwords and Keys (seahorse) or your password manager, then try again.',
  'keychain.lockedMac': 'The keychain is locked. Unlock it in Keychain Access, then try again.',
  'keychain.dismissed': 'The keychain was not unlocked: its question was dismissed. Try again and give its password.',
  'keychain.cancelled':
    'The keychain had not answered yet when you cancelled. Try again; if it asks for its password, its window may be behind others.',
  'keychain.timedOut':
    'The keychain did not answer in time. It may be asking for its password in a window behind others; unlock it, then try again.',
  'keychain.libraryMissingLinux':
    'The keychain library libsecret is missing. Install it: apt install libsecret-1-0, dnf install libsecret, pacman -S libsecret, or apk add libsecret.',
  'keychain.libraryMissing': 'The part that reaches the keychain could not be loaded. Install Restlink again.',
  'keychain.entryGone':
    'The keychain no longer holds this secret: it was deleted there. Replace the secret, or remove the credential.',
  'keychain.lockedOrMissing':
    'The keychain gave no secret: it is locked, or the entry is missing. Unlock it and try again; if that does not help, replace the secret.',
  'keychain.crashed':
    'The keychain library crashed before it answered. Try again; if it happens once more, restart your keychain.',
  'keychain.unknown':
    'The keychain gave no answer of use: {detail}. Try again; if that does not help, replace the secret or restart your keychain.',
} as const;

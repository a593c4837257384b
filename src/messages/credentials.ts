/** About credentials, keychains and where a credential may go. */
export const credentialMessages = {
  credentialNameEmpty: 'A credential needs a name, such as prod-eu.',
  credentialNameBlanks: 'The name "{name}" begins or ends with a blank. Leave it out.',
  credentialNameCharacters: 'A name is one line of visible characters, without "{{", so that # @credential can use it.',
  credentialNameLong: 'The name is too long: {longest} characters at most.',
  credentialNameReserved: 'The name "{name}" is built in. Choose another one.',
  credentialNameTaken: 'There is a credential named "{name}" already. Choose another name, or replace its secret.',
  credentialKeyEmpty: 'The API key is empty. Copy it from the portal: Settings → API Keys.',
  credentialKeyCharacters:
    'The API key holds a blank or a character that no key has. Copy it once more, without quotes or line breaks.',
  credentialSecretEmpty: 'The API secret is empty. For a key without signature choose the kind "API key".',
  credentialTokenEmpty: 'The token is empty.',
  credentialTokenCharacters:
    'The token holds a blank or a character that no token has. Paste it alone, without "Bearer", quotes or line breaks.',
  credentialOtherKind: 'The secret is of another kind than the credential "{name}". Add a new credential for it.',
  credentialBuiltin: 'The credential "{name}" is built in and cannot be changed. It is there while a sandbox runs.',
  credentialInSecretStorage:
    'The secret of "{name}" is kept by VS Code and can be used there only. Move it to the keychain in VS Code to use it here.',
  credentialRestricted:
    'This window is in Restricted Mode: no stored secret is read, and nothing is sent. Trust the workspace first.',
  credentialStoreMissing: 'The secret of "{name}" is kept in a place that cannot be reached from here.',

  credentialsUnreadable: 'The list of credentials cannot be read: {file} ({reason}). Check the rights of the file.',
  credentialsUnwritable:
    'The list of credentials cannot be written: {file} ({reason}). Check the rights of its folder and the space left.',
  credentialsDamaged:
    'The list of credentials is damaged and was left as it is: {file}. Repair it, or move it away and add your credentials again; the keychain still holds their secrets.',
  credentialsSkipped: '{count} of the entries in {file} cannot be read and were left as they are.',
  credentialsBusy: 'The list of credentials is in use by another process ({file}). Try again.',

  credentialNone: 'There is no credential for {origin}. Add one, or try the request in the sandbox.',
  credentialNoneLoopback:
    'There is no credential for {origin}. If this is the sandbox, it does not run: start it. To send without a credential write # @no-sign above the request.',
  credentialForeignOrigin:
    'Not sent: none of your credentials belongs to {origin}, and a key never goes to another origin. To send without a credential write # @no-sign above the request.',
  credentialUnknown: 'There is no credential named "{name}".',
  credentialSandboxNotRunning: 'The credential "{name}" exists while a sandbox runs, and none does. Start the sandbox.',
  credentialOtherOrigin:
    'Not sent: the credential "{name}" belongs to {bound}, and the request goes to {origin}. Choose a credential of that origin.',
  credentialOtherBaseUrl:
    'Not sent: the credential "{name}" belongs to {bound}, and the base URL says {origin}. Leave the base URL out, or choose a credential of that origin.',
  credentialActiveIsTest:
    'Not sent: the active credential "{name}" is for tests, and the request goes to {origin}. Switch to a credential of that origin if this is what you want.',
  credentialLoginNeeded: 'This endpoint takes a login, not an API key. Log in to send it.',
  credentialKeyNeeded: 'This endpoint takes an API key, and "{name}" is a login. Add or choose an API key.',
  credentialPlainHttp:
    'Not sent: {origin} is plain http, where anybody on the way can read the key. Use https; http is for this computer only.',
  credentialUrlInvalid: 'Not sent: the address is not an http or https URL.',
  credentialUrlUserInfo: 'Not sent: the address has a name or password before the host ({origin}). Leave it out.',

  originEmpty: 'The origin is empty. Give one such as https://restlink23telecom.com.',
  originInvalid: 'This is not an origin. Give one such as https://restlink23telecom.com.',
  originWithoutScheme: 'The origin lacks its scheme. Give {origin}.',
  originScheme: 'An origin begins with https://, not {scheme}://.',
  originPlainHttp: 'Plain http is for this computer only. Give {origin}.',
  originWithMore: 'Only the origin is wanted, without path, query or user. Give {origin}.',
  environmentSecretWithoutKey: 'RESTLINK_API_SECRET is set without RESTLINK_API_KEY. Set both, or neither.',

  keychainNoBus:
    'No keychain can be reached: this session has no D-Bus (DBUS_SESSION_BUS_ADDRESS). Log in to a desktop session, or start one with dbus-run-session.',
  keychainNoService:
    'No keychain runs in this session. Install and start one, such as gnome-keyring (apt install gnome-keyring) or KeePassXC with its Secret Service switched on.',
  keychainNoCollection:
    'The keychain has no default keyring. Create one named "Login" in Passwords and Keys (seahorse) and make it the default.',
  keychainNoCollectionMac: 'There is no default keychain. Choose one in Keychain Access.',
  keychainLocked:
    'The keychain is locked. Unlock it in Passwords and Keys (seahorse) or your password manager, then try again.',
  keychainLockedMac: 'The keychain is locked. Unlock it in Keychain Access, then try again.',
  keychainDismissed: 'The keychain was not unlocked: its question was dismissed. Try again and give its password.',
  keychainTimedOut:
    'The keychain did not answer in time. It may be asking for its password in a window behind others; unlock it, then try again.',
  keychainLibraryMissingLinux:
    'The keychain library libsecret is missing. Install it: apt install libsecret-1-0, dnf install libsecret, pacman -S libsecret, or apk add libsecret.',
  keychainLibraryMissing: 'The part that reaches the keychain could not be loaded ({detail}). Install Restlink again.',
  keychainEntryGone:
    'The keychain no longer holds this secret: it was deleted there. Replace the secret, or remove the credential.',
  keychainLockedOrMissing:
    'The keychain gave no secret: it is locked, or the entry is missing. Unlock it and try again; if that does not help, replace the secret.',
  keychainCrashed:
    'The keychain library crashed. Nothing was sent. Try again; if it happens once more, restart your keychain.',
  keychainUnknown: 'The keychain refused: {detail}.',
} as const;

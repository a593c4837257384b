/** What D-Bus, the Secret Service and a dynamic linker need; nothing of it is a secret. */
const UNIX = [
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'XDG_DATA_HOME',
  'XDG_CONFIG_HOME',
  'XDG_CURRENT_DESKTOP',
  'HOME',
  'USER',
  'LOGNAME',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'GNOME_KEYRING_CONTROL',
  'TMPDIR',
  'PATH',
  'LD_LIBRARY_PATH',
  '__CF_USER_TEXT_ENCODING',
];

const WINDOWS = [
  'SystemRoot',
  'SystemDrive',
  'windir',
  'USERPROFILE',
  'USERNAME',
  'USERDOMAIN',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'ProgramData',
  'TEMP',
  'TMP',
  'Path',
];

/**
 * The environment of the helper process: no RESTLINK_* variable, no NODE_OPTIONS, no token of another tool.
 * @param env the caller's environment
 */
export function helperEnvironment(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): NodeJS.ProcessEnv {
  const windows = platform === 'win32';
  const wanted = new Set(windows ? WINDOWS.map((name) => name.toUpperCase()) : UNIX);
  const kept = Object.entries(env).filter(([name]) => wanted.has(windows ? name.toUpperCase() : name));
  return {
    ...Object.fromEntries(kept),
    // In VS Code the program is Electron, which is Node only when told so.
    ELECTRON_RUN_AS_NODE: '1',
    // keytar's errors carry no code: their English text is all there is to tell states apart by.
    ...(windows ? {} : { LC_ALL: 'C.UTF-8' }),
  };
}

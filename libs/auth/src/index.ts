export * from './authentication-error.ts';
export * from './authenticator.ts';
export * from './authorize.ts';
export * from './caller.ts';
export * from './signing-keys.ts';

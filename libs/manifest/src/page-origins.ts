export function pageOrigins(port: number): string[] {
  return ['localhost', '127.0.0.1'].map((host) => `http://${host}:${port}`);
}

export function postgresUrl(): string | null;

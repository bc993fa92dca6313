export function removeFolders(folders: readonly string[], say?: (text: string) => unknown): void;

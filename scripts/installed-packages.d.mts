export function packagesAreInstalled(root: string): boolean;
export function isVersionAtLeast(version: string, minimum: string): boolean;

import type { LaunchOptions } from "playwright";

export function findChromium(): string | undefined;
export function isExecutable(path: string): boolean;
export const chromiumArguments: string[];
export function chromiumLaunchOptions(): LaunchOptions;

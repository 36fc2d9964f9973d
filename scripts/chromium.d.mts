import type { LaunchOptions } from "playwright";

export function findChromium(): string | undefined;
export const chromiumArguments: string[];
export function chromiumLaunchOptions(): LaunchOptions;

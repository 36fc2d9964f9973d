/**
 * The engine worker's entry. It holds nothing itself: pieces that are loaded later would import what they share with it
 * from this file, and WebKit (2.50) then runs a worker's entry a second time, as another engine that was never started.
 */
void import("./engineThread.ts");

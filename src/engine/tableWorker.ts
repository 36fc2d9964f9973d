/** The entry of the thread that reads tables. It holds nothing itself; worker.ts says why. */
void import("./tableReaderThread.ts");

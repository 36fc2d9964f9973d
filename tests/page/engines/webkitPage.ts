import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { Builder, Key, type WebDriver, type WebElement } from "selenium-webdriver";
import type { DrivenPage, PressedKey } from "./drivenPage.ts";

const keys: Readonly<Record<PressedKey, string>> = {
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
  Enter: Key.ENTER,
  PageUp: Key.PAGE_UP,
};

interface WebKitPrograms {
  readonly driver: string;
  readonly screen: string;
  readonly browser: string;
}

/** WebKitGTK's MiniBrowser on an X server without a screen, driven over WebDriver. */
export async function startWebKit(programs: WebKitPrograms): Promise<DrivenPage> {
  const screen = spawn(programs.screen, ["-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const children: ChildProcess[] = [screen];
  const end = () => children.forEach((child) => void child.kill());
  try {
    const [display] = (await once(screen.stdio[3] as Readable, "data")) as [Buffer];
    const port = await freePort();
    const isRoot = process.getuid?.() === 0;
    children.push(
      spawn(programs.driver, [`--port=${port}`], {
        stdio: "ignore",
        env: {
          ...process.env,
          DISPLAY: `:${display.toString().trim()}`,
          // WebKitGTK's sandbox can't be entered by root, as whom a container runs.
          ...(isRoot && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" }),
        },
      }),
    );
    const driver = await session(`http://127.0.0.1:${port}`, programs.browser);
    return webKitPage(driver, end);
  } catch (error) {
    end();
    throw error;
  }
}

/** A session as soon as the driver listens. */
async function session(server: string, binary: string): Promise<WebDriver> {
  const deadline = Date.now() + 20_000;
  while (
    !(await fetch(`${server}/status`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new Error("WebKit's driver does not listen");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return new Builder()
    .usingServer(server)
    .withCapabilities({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary, args: ["--automation"] },
    })
    .build();
}

function webKitPage(driver: WebDriver, end: () => void): DrivenPage {
  const found = (element: string) => driver.executeScript<WebElement>(`return ${element}`);
  return {
    open: async (address) => {
      await driver.manage().setTimeouts({ script: 120_000 });
      await driver.manage().window().setRect({ x: 0, y: 0, width: 1440, height: 900 });
      await driver.get(address);
    },
    reload: () => driver.navigate().refresh(),
    read: (expression) => driver.executeScript(`return ${expression}`),
    click: async (element) => (await found(element)).click(),
    // A line ends with the key for it; the character itself is not typed.
    type: async (element, text) => (await found(element)).sendKeys(text.replaceAll("\n", Key.ENTER)),
    press: async (element, key) => (await found(element)).sendKeys(keys[key]),
    chooseFile: async (element, path) => (await found(element)).sendKeys(path),
    close: async () => {
      try {
        await driver.quit();
      } finally {
        end();
      }
    },
  };
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

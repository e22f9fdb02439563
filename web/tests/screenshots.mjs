// SPDX-License-Identifier: Apache-2.0
// node tests/screenshots.mjs PAGE_FOLDER OUTPUT CASE.json: pictures of the page to be looked at, by width, theme and view.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch, serve } from "./browser.mjs";

const [folder, output, file] = process.argv.slice(2);
await mkdir(output, { recursive: true });
const site = await serve(join(folder, "site"));
const browser = await launch();
for (const [name, width, height] of [["desktop", 1440, 900], ["phone", 390, 844]]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: process.env.NOMS_LOCALE ?? "en-GB" });
    page.on("pageerror", (error) => console.error(error.message));
    page.on("console", (message) => message.type() === "error" && console.error(message.text()));
    await page.goto(site.origin);
    await page.waitForSelector("form");
    await page.screenshot({ path: join(output, `${name}-${colorScheme}-empty.png`) });
    await page.setInputFiles("input[type=file]", file);
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(output, `${name}-${colorScheme}-case.png`) });
    if (name === "phone") {
      await page.click(".sheet-bar");
      await page.screenshot({ path: join(output, `${name}-${colorScheme}-answer.png`) });
    }
    await page.$eval(".right", (right) => right.scrollTo(0, 900));
    if (name === "phone") await page.evaluate(() => scrollTo(0, 1400));
    await page.screenshot({ path: join(output, `${name}-${colorScheme}-figures.png`) });
    if (name === "desktop" && colorScheme === "light") {
      await page.click("header button");
      await page.screenshot({ path: join(output, "meeting.png") });
    }
    await page.close();
  }
}
await browser.close();
site.close();

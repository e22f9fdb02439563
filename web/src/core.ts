// SPDX-License-Identifier: Apache-2.0
// The core, compiled to WebAssembly: texts in, texts out. Nothing leaves the page.

export enum Form { Text = 0, PlainText = 1, Explanation = 3, Json = 4, Html = 5, Svg = 6, Csv = 7 }

export interface Fault { code: string; where: string; message: string }
export type Answer = { ok: true; text: string } | { ok: false; faults: Fault[] };

type Call = (...numbers: number[]) => number;

export class Core {
  private spanish = false;

  private constructor(private readonly memory: WebAssembly.Memory, private readonly calls: Record<string, Call>) {}

  /** Starts the module and proves the knowledge inside it. Throws when either fails. */
  static async start(bytes: BufferSource): Promise<Core> {
    const module = await WebAssembly.compile(bytes);
    // The core reads no file and no clock; what its C library asks for is answered with "not supported".
    const nothing: Record<string, () => number> = {};
    for (const { name } of WebAssembly.Module.imports(module)) nothing[name] = () => 52;
    const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: nothing });
    const exported = instance.exports as Record<string, unknown>;
    (exported._initialize as (() => void) | undefined)?.();
    const core = new Core(exported.memory as WebAssembly.Memory, exported as Record<string, Call>);
    core.vocabulary("en");
    return core;
  }

  /** Takes the knowledge in Spanish, which has to be there before anything is asked for in Spanish. */
  async learnSpanish(fetched: () => Promise<ArrayBuffer | Uint8Array>): Promise<void> {
    if (this.spanish) return;
    const bytes = new Uint8Array(await fetched());
    const place = this.calls.noms_allocate(bytes.length || 1);
    new Uint8Array(this.memory.buffer, place, bytes.length).set(bytes);
    this.calls.noms_spanish(place, bytes.length);
    this.calls.noms_release(place);
    this.spanish = true;
  }

  /** Everything the form needs, in a language. Throws when the knowledge is not sound. */
  vocabulary<T>(language: string): T {
    if (this.calls.noms_vocabulary(language === "es" ? 1 : 0) !== 1) throw new Error(this.answer());
    return JSON.parse(this.answer()) as T;
  }

  /** The tables with their sentences in a language. */
  tables<T>(language: string): T {
    if (this.calls.noms_tables(language === "es" ? 1 : 0) !== 1) throw new Error(this.answer());
    return JSON.parse(this.answer()) as T;
  }

  assess(text: string, edition: string, language: string, form: Form): Answer {
    return this.ask(text, edition, (a, b, c, d) => this.calls.noms_assess(a, b, c, d, language === "es" ? 1 : 0, form));
  }

  figures(text: string, edition: string, language: string): Answer {
    return this.ask(text, edition, (a, b, c, d) => this.calls.noms_figures(a, b, c, d, language === "es" ? 1 : 0));
  }

  /** The case with what a measuring command printed in one of its lesions, as `--into` of that command writes it. */
  record(text: string, findings: string, lesion: number, language: string): Answer {
    return this.ask(text, findings, (a, b, c, d) => this.calls.noms_record(a, b, c, d, language === "es" ? 1 : 0, lesion));
  }

  private ask(text: string, second: string, call: Call): Answer {
    const encoder = new TextEncoder();
    const inputs = [encoder.encode(text), encoder.encode(second)];
    const places = inputs.map((bytes) => this.calls.noms_allocate(bytes.length || 1));
    inputs.forEach((bytes, i) => new Uint8Array(this.memory.buffer, places[i], bytes.length).set(bytes));
    const ok = call(places[0], inputs[0].length, places[1], inputs[1].length) === 1;
    for (const place of places) this.calls.noms_release(place);
    const answer = this.answer();
    return ok ? { ok, text: answer } : { ok, faults: (JSON.parse(answer) as { errors: Fault[] }).errors };
  }

  private answer(): string {
    const view = new Uint8Array(this.memory.buffer, this.calls.noms_answer(), this.calls.noms_answer_size());
    return new TextDecoder().decode(view);
  }
}

// SPDX-License-Identifier: Apache-2.0
// Words of the page itself. Everything medical comes from the knowledge, through Speech.
import type { Field, Pair, Vocabulary } from "./model";

export type Language = "en" | "es";

const words = {
  line: ["Spinal metastases by the NOMS framework. The answer follows every entry; nothing leaves this page.",
    "Metástasis vertebrales según el marco NOMS. La respuesta sigue cada dato; nada sale de esta página."],
  not_recorded: ["not recorded", "sin registrar"],
  not_typed: ["nothing typed", "nada escrito"], measured: ["Measured", "Medido"],
  taken: ["Findings are recorded in lesion", "Los hallazgos se registraron en la lesión"],
  not_a_picture: ["This file is no picture (PNG or SVG, at most 8 MB).", "Este archivo no es una imagen (PNG o SVG, 8 MB como máximo)."],
  shown_with: ["The picture stands with", "La imagen está con"], belongs: ["Belongs to", "Pertenece a"], no_text: ["Picture without a description", "Imagen sin descripción"],
  outlines: ["Outlines", "Contornos"], outlines_with: ["The outlines stand with", "Los contornos están con"],
  outlines_bad: ["Outlines not drawn: the file is not as noms image escc writes it.", "Contornos no dibujados: el archivo no es como lo escribe noms image escc."],
  outlines_large: ["Outlines not drawn: more than 8 MB, 400 planes or 5,000 corners in a plane.",
    "Contornos no dibujados: más de 8 MB, 400 planos o 5.000 vértices en un plano."],
  sac: ["Dural sac", "Saco dural"], tumour: ["Tumour", "Tumor"], cord: ["Spinal cord", "Médula espinal"],
  solid: ["solid line", "línea continua"], dashed: ["dashed line", "línea discontinua"], dotted: ["dotted line", "línea de puntos"],
  no_gap: ["not in this plane", "no en este plano"], in_plane: ["in the plane", "en el plano"],
  plane: ["Plane", "Plano"], plane_shown: ["the plane of the picture", "el plano de la imagen"],
  plane_before: ["Previous plane", "Plano anterior"], plane_after: ["Next plane", "Plano siguiente"], plane_keys: ["also with the arrow keys", "también con las flechas"],
  sides: ["R right, L left, A front, P back of the patient", "R derecha, L izquierda, A delante, P detrás del paciente"],
  disagree: ["Readers disagree", "Lectores en desacuerdo"],
  unit: ["unit", "unidad"],
  need_unit: ["Not used yet: choose the unit.", "Aún no se usa: elija la unidad."],
  need_number: ["Not used: this is no number, or its separator is ambiguous.", "No se usa: no es un número, o su separador es ambiguo."],
  none_there: ["looked for, none", "buscado, ninguno"],
  lesion: ["Lesion", "Lesión"], add_lesion: ["Add lesion", "Añadir lesión"], remove_lesion: ["Remove lesion", "Quitar lesión"],
  patient: ["Patient", "Paciente"], patients: ["Patients", "Pacientes"], add_patient: ["New patient", "Paciente nuevo"],
  remove_patient: ["Remove", "Quitar"],
  site: ["Site", "Localización"],
  N: ["Neurologic", "Neurológico"], O: ["Oncologic", "Oncológico"], M: ["Mechanical", "Mecánico"], S: ["Systemic", "Sistémico"],
  more: ["More facts", "Más datos"], used_by: ["for the prognosis", "para el pronóstico"],
  open: ["Open…", "Abrir…"], save: ["Save case", "Guardar caso"], save_secret: ["Save encrypted…", "Guardar cifrado…"],
  print: ["Print sheet", "Imprimir hoja"], save_sheet: ["Save sheet", "Guardar hoja"], copy: ["Copy chart text", "Copiar texto para la historia"],
  copied: ["Copied.", "Copiado."], download: ["Save all answers (NDJSON)", "Guardar todas las respuestas (NDJSON)"],
  table: ["Save table (CSV)", "Guardar tabla (CSV)"],
  passphrase: ["Passphrase", "Frase de paso"], wrong_pass: ["The passphrase does not open this file.", "La frase de paso no abre este archivo."],
  cancel: ["Cancel", "Cancelar"], ok: ["Go on", "Continuar"],
  not_a_case: ["This file is no case and holds no findings.", "Este archivo no es un caso ni contiene hallazgos."],
  meeting: ["Meeting", "Sesión"], form: ["Form", "Formulario"], hide_names: ["Hide names", "Ocultar nombres"],
  name: ["Name of the case", "Nombre del caso"], name_help: ["Optional; it should not identify the patient.", "Opcional; no debería identificar al paciente."],
  files: ["Case", "Caso"],
  faults: ["Please check", "Por favor, compruebe"], answer: ["Answer", "Respuesta"],
  determined: ["Recommendation", "Recomendación"], possible: ["options are still possible", "opciones siguen siendo posibles"],
  no_answer: ["No answer while the entries contradict each other or are incomplete.", "Sin respuesta mientras los datos se contradigan o estén incompletos."],
  change: ["What would change this", "Qué cambiaría esto"], decides: ["decides", "decide"],
  order_decisive: ["most decisive first", "primero lo más decisivo"], order_night: ["what can be had at night first", "primero lo disponible de noche"],
  order: ["Order", "Orden"],
  way: ["The way through N, O, M, S", "El camino por N, O, M, S"], sins: ["SINS", "SINS"], spine: ["Spine", "Columna"], escc: ["ESCC", "ESCC"],
  as_table: ["as a table", "como tabla"],
  prognosis: ["Prognosis", "Pronóstico"], plan: ["Plan", "Plan"],
  alternatives: ["Alternatives", "Alternativas"], vetoes: ["Against", "En contra"], cautions: ["Cautions", "Precauciones"],
  robust: ["If a reading were one step off", "Si una lectura difiriera en un grado"], unchanged: ["answer unchanged", "respuesta sin cambios"],
  why: ["Why", "Por qué"], row: ["row", "fila"], any: ["any", "cualquiera"], evidence: ["Evidence", "Evidencia"],
  for: ["For", "A favor"], against: ["Against", "En contra"], if_applies: ["may apply:", "puede aplicar:"],
  missing_one: ["fact could change it", "dato podría cambiarlo"], missing_count: ["facts could change it", "datos podrían cambiarlo"], nothing_missing: ["Nothing that is missing could change it.", "Nada de lo que falta podría cambiarlo."],
  completeness: ["recorded", "registrado"], urgency: ["Urgency", "Urgencia"],
  language: ["Español", "English"], edition: ["Edition", "Edición"],
  notice: ["Decision support; not a certified medical device and no substitute for judgement.", "Apoyo a la decisión; no es un producto sanitario certificado ni sustituye al juicio clínico."],
  agenda: ["Agenda", "Orden del día"], keys: ["Arrow keys: case and lesion. H: names. Esc: form.", "Flechas: caso y lesión. H: nombres. Esc: formulario."],
  show_answer: ["Show answer", "Ver respuesta"], hide_answer: ["Back to the form", "Volver al formulario"],
  histology_help: ["Type a name in English or Spanish.", "Escriba un nombre en español o inglés."], clear: ["Clear", "Borrar"],
  drop: ["Drop a case file anywhere; or findings (the JSON of noms image or noms dose), their pictures and outlines, which go to the open lesion. Pictures and outlines are not saved.",
    "Suelte un archivo de caso en cualquier sitio; o hallazgos (el JSON de noms image o noms dose), sus imágenes y contornos, que van a la lesión abierta. Imágenes y contornos no se guardan."],
  add_course: ["Add", "Añadir"], yes: ["Yes", "Sí"], no: ["No", "No"], technique: ["Technique", "Técnica"], dose: ["Dose", "Dosis"],
  fractions: ["Fractions", "Fracciones"], interval: ["Time since", "Tiempo desde"], procedure: ["Procedure", "Procedimiento"], id: ["Name of the lesion", "Nombre de la lesión"],
  starting: ["Starting…", "Iniciando…"], failed: ["The core could not be started: ", "No se pudo iniciar el núcleo: "],
  images: ["Pictures of findings", "Imágenes de hallazgos"], to_form: ["Go to the field", "Ir al campo"], lowest: ["range", "intervalo"],
  outcomes: ["outcomes", "resultados"], together: ["only together with others", "solo junto con otros"], flags: ["Red flags", "Señales de alarma"],
  skip: ["Skip to the answer", "Saltar a la respuesta"], tables_file: ["Table", "Tabla"],
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof words;

/** Gives every word in one language. */
export class Speech {
  constructor(readonly language: Language, private readonly vocabulary?: Vocabulary) {}

  word = (key: Word): string => words[key][this.language === "es" ? 1 : 0];

  /** Words of the knowledge; `otherwise` where there are none. */
  known = (key: string, otherwise?: string): string => this.vocabulary?.words[this.language]?.[key] ?? otherwise ?? key;

  field = (field: Field): string => {
    const name = field.path.slice(field.path.lastIndexOf("/") + 1);
    return this.known("fact." + (field.fact ?? name), name in words ? this.word(name as Word) : name.replace(/_/g, " "));
  };

  value = (fact: string, value: string): string =>
    this.known(`value.${fact}.${value}`,
      value === "yes" || value === "no" ? this.word(value) : this.known(`value.${fact.replace(/^prior_.*_/, "")}.${value}`, value.replace(/_/g, " ")));

  option = (option: Pair & { summary?: string }): string =>
    this.known(`summary.${option.surgery}.${option.radiation}`,
      option.summary ?? `${this.value("surgery", option.surgery)}; ${this.value("radiation", option.radiation)}`);

  marks = (marks: string): string => marks.split(" ").map((mark) => this.known("mark." + mark, mark)).join("; ");
}

// The editor of drafts. Everything here is an addition: without it each button sends the form.
import { keepSaved } from "./autosave.js";
import { filterChoices } from "./choices.js";
import { readWhileTyping } from "./hints.js";
import { moveRows } from "./rows.js";
import { showPreview } from "./preview.js";
import { helpWriting } from "./writing.js";

const editor = document.querySelector("[data-editor]");
const form = editor.querySelector("form");
const told = form.querySelector("[data-told]");

moveRows(form, told);
keepSaved(editor, form, told);
readWhileTyping(form);
filterChoices(form);
showPreview(editor, form);
helpWriting(editor, form);

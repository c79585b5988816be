"use strict";

// A search's address holds only what was asked for.
for (const form of document.querySelectorAll("form[data-tidy]")) {
  form.addEventListener("submit", () => {
    const empty = [...form.elements].filter((one) => one.name && one.value === "");
    for (const one of empty) one.disabled = true;
    // Whoever comes back to the page finds all fields again.
    setTimeout(() => empty.forEach((one) => { one.disabled = false; }));
  });
}

// Names of speakers are offered while one is being written.
for (const field of document.querySelectorAll("input[data-speakers]")) {
  const names = document.createElement("datalist");
  names.id = `${field.id}-names`;
  field.after(names);
  field.setAttribute("list", names.id);
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const words = field.value.trim();
    if (words.length < 2 || words.startsWith("#")) return;
    waiting = setTimeout(async () => {
      const asked = new URLSearchParams({ words, limit: 10 });
      const answer = await fetch(`/api/v1/speakers?${asked}`);
      if (!answer.ok || field.value.trim() !== words) return;
      const found = await answer.json();
      const times = (name) => found.filter((one) => one.name === name).length;
      names.replaceChildren(...found.map((one) => {
        const offered = document.createElement("option");
        // Of two with one name the number tells which.
        offered.value = times(one.name) > 1 ? `#${one.id} ${one.name}` : one.name;
        offered.label = [one.name, one.roles[0]?.words].filter(Boolean).join(", ");
        return offered;
      }));
    }, 150);
  });
}

// Files may be dropped anywhere on a form that takes some.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  const over = (is) => form.classList.toggle("dropping", is);
  form.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    over(false);
    field.files = event.dataTransfer.files;
    field.focus();
  });
}

// A citation is copied by a button.
for (const field of document.querySelectorAll("textarea[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.dataset.copied = "";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      // Where a page may not write there, the words are selected for the keyboard.
      button.textContent = "Selected: copy with the keyboard";
    }
  });
  field.after(button);
}

"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const PAGE = 100;

  // The theme: the system's, until somebody wants the other one.
  const root = document.documentElement;
  const theme = byId("theme");
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => {
    theme.textContent = isDark() ? "Light theme" : "Dark theme";
  };
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });
  systemIsDark.addEventListener("change", nameTheme);
  nameTheme();
  theme.hidden = false;

  // The findings: all that the page carries, searched and sorted. Text is only ever set as text.
  const table = byId("findings-table");
  if (!table) {
    return;
  }
  const report = JSON.parse(byId("report").textContent);
  const files = report.validation?.files ?? [];
  const findings = [...(report.validation?.findings ?? []), ...(report.upload?.findings ?? [])];
  const withFile = table.dataset.files === "several";
  const fileOf = (finding) => files[finding.file]?.name ?? "file " + (finding.file + 1);
  findings.forEach((finding, at) => {
    finding.at = at;
    finding.text = [
      "line " + finding.line, finding.kind, finding.rule, finding.field, finding.reason, finding.value,
      withFile ? fileOf(finding) : "",
    ].join("\n").toLowerCase();
  });

  const body = table.tBodies[0];
  const search = byId("search");
  const kind = byId("kind");
  const count = byId("count");
  const more = byId("more");
  const columns = {
    file: (one, other) => one.file - other.file || one.line - other.line,
    line: (one, other) => one.file - other.file || one.line - other.line,
    kind: (one, other) => compare(one.kind, other.kind),
    rule: (one, other) => compare(one.rule, other.rule),
    field: (one, other) => compare(one.field ?? "", other.field ?? ""),
    reason: (one, other) => compare(one.reason, other.reason),
  };
  let sortedBy = "line";
  let descending = false;
  let shown = PAGE;

  function compare(one, other) {
    return one < other ? -1 : one > other ? 1 : 0;
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    made.append(...children);
    return made;
  }

  const isolated = (text) => element("bdi", "", text);
  const TONES = { error: "red", warning: "amber", service: "red", "failed-import": "red", unidentified: "amber" };

  function row(finding) {
    const reason = element("td", "wide", isolated(finding.reason));
    if (finding.value) {
      reason.append(element("code", "value", isolated(finding.value)));
    }
    const cells = [
      element("td", "n line", finding.line.toLocaleString("en-US")),
      element("td", "", element("span", "tag " + (TONES[finding.kind] ?? ""), finding.kind)),
      element("td", "", element("code", "rule", isolated(finding.rule))),
      element("td", "name", finding.field === null ? "–" : element("code", "", isolated(finding.field))),
      reason,
    ];
    if (withFile) {
      cells.unshift(element("td", "name", isolated(fileOf(finding))));
    }
    return element("tr", "", ...cells);
  }

  function draw() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = findings.filter((finding) =>
      (kind.value === "" || finding.kind === kind.value) && words.every((word) => finding.text.includes(word)));
    found.sort((one, other) => (columns[sortedBy](one, other) || one.at - other.at) * (descending ? -1 : 1));
    body.replaceChildren(...found.slice(0, shown).map(row));
    const number = (n) => n.toLocaleString("en-US");
    count.textContent = found.length === findings.length
      ? number(findings.length) + " listed"
      : number(found.length) + " of " + number(findings.length);
    more.hidden = found.length <= shown;
    more.textContent = "Show " + number(Math.min(PAGE, found.length - shown)) + " more";
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.column === sortedBy) {
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      } else {
        head.removeAttribute("aria-sort");
      }
    }
  }

  for (const head of table.tHead.rows[0].cells) {
    const button = element("button", "", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      descending = head.dataset.column === sortedBy && !descending;
      sortedBy = head.dataset.column;
      shown = PAGE;
      draw();
    });
    head.replaceChildren(button);
  }
  const redraw = () => {
    shown = PAGE;
    draw();
  };
  search.addEventListener("input", redraw);
  kind.addEventListener("change", redraw);
  more.addEventListener("click", () => {
    shown += PAGE;
    draw();
  });

  // A rule leads to its findings.
  for (const code of document.querySelectorAll("[data-rule]")) {
    const button = element("button", "link", code.textContent);
    button.type = "button";
    button.setAttribute("aria-label", "Show the findings of " + code.textContent);
    button.addEventListener("click", () => {
      search.value = [code.dataset.rule, code.dataset.field].filter(Boolean).join(" ");
      kind.value = code.dataset.severity;
      redraw();
      search.focus({ preventScroll: true });
      byId("findings").scrollIntoView();
    });
    code.replaceChildren(button);
  }

  byId("only-first").hidden = true;
  byId("tools").hidden = false;
  draw();
})();

// Draw where a line stands, or a square to show large: a drag on the picture writes "picture:left,top,width,height" (in
// pixels of the original) into the chosen field. The fields are the truth: typing redraws, and without script one types.
//
// <form data-places> .hm-places__sheet[data-sheet="1"] > img, svg; li[data-mark="line"|"detail"] > input

const SVG = "http://www.w3.org/2000/svg";
const LEAST = 8;
const LEAST_SIDE = 200;

const form = document.querySelector("[data-places]");

function begin() {
  const marks = Array.from(form.querySelectorAll("[data-mark]"), (row) => ({
    row,
    isLine: row.dataset.mark === "line",
    input: row.querySelector("input"),
  }));
  const sheets = Array.from(form.querySelectorAll("[data-sheet]"), (element) => ({
    element,
    number: element.dataset.sheet,
    svg: element.querySelector("svg"),
    width: Number(element.querySelector("img").getAttribute("width")),
    height: Number(element.querySelector("img").getAttribute("height")),
  }));
  const how = form.querySelector("[data-how]");
  let now = marks.find((mark) => !mark.input.value) || marks[0];
  let isChanged = false;

  function boxes(mark) {
    return mark.input.value
      .trim()
      .split(/\s+/)
      .map((text) => /^(\d+):(\d+),(\d+),(\d+)(?:,(\d+))?$/.exec(text))
      .filter(Boolean)
      .map(([, sheet, x, y, width, height]) => ({ sheet, x, y, width, height: height || width }));
  }

  function rectangle(box, classes) {
    const made = document.createElementNS(SVG, "rect");
    ["x", "y", "width", "height"].forEach((name) => made.setAttribute(name, box[name]));
    made.setAttribute("class", classes);
    return made;
  }

  function show() {
    sheets.forEach((sheet) => {
      sheet.svg.textContent = "";
      marks.forEach((mark) => {
        const classes = [mark.isLine ? "" : "hm-places__square", mark === now ? "hm-places__now" : ""];
        boxes(mark)
          .filter((box) => box.sheet === sheet.number)
          .forEach((box) => sheet.svg.append(rectangle(box, classes.join(" ").trim())));
      });
    });
    marks.forEach((mark) => {
      if (mark === now) mark.row.setAttribute("aria-current", "step");
      else mark.row.removeAttribute("aria-current");
      mark.row.querySelector("[data-clear]").hidden = !mark.input.value;
    });
    how.textContent = now.isLine ? form.dataset.line : form.dataset.detail;
  }

  function choose(mark) {
    now = mark;
    show();
  }

  function change(mark, value) {
    mark.input.value = value;
    isChanged = true;
    form.querySelector("[data-state]").textContent = form.dataset.unsaved;
  }

  function keep(sheet, box) {
    if (now.isLine) {
      const isFirst = !now.input.value.trim();
      const text = `${sheet.number}:${box.x},${box.y},${box.width},${box.height}`;
      change(now, `${now.input.value} ${text}`.trim());
      const next = marks[marks.indexOf(now) + 1];
      if (isFirst && next && next.isLine && !next.input.value) now = next;
    } else {
      change(now, `${sheet.number}:${box.x},${box.y},${box.width}`);
      now.row.querySelector("textarea").focus({ preventScroll: true });
    }
    show();
    now.row.scrollIntoView({ block: "nearest" });
  }

  function drawOn(sheet) {
    let from = null;
    let shape = null;

    function at(event) {
      const frame = sheet.svg.getBoundingClientRect();
      const part = (value, size) => Math.max(0, Math.min(1, value / size));
      return {
        x: Math.round(part(event.clientX - frame.left, frame.width) * sheet.width),
        y: Math.round(part(event.clientY - frame.top, frame.height) * sheet.height),
      };
    }

    function box(to) {
      let width = Math.abs(to.x - from.x);
      let height = Math.abs(to.y - from.y);
      if (!now.isLine) {
        const room = (start, end, size) => (end < start ? start : size - start);
        const side = Math.max(width, height);
        width = Math.min(side, room(from.x, to.x, sheet.width), room(from.y, to.y, sheet.height));
        height = width;
      }
      return {
        x: to.x < from.x ? from.x - width : from.x,
        y: to.y < from.y ? from.y - height : from.y,
        width,
        height,
      };
    }

    sheet.svg.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      sheet.svg.setPointerCapture(event.pointerId);
      from = at(event);
      shape = rectangle(box(from), now.isLine ? "hm-places__now" : "hm-places__square hm-places__now");
      sheet.svg.append(shape);
    });
    sheet.svg.addEventListener("pointermove", (event) => {
      if (!from) return;
      const drawn = box(at(event));
      ["x", "y", "width", "height"].forEach((name) => shape.setAttribute(name, drawn[name]));
    });
    sheet.svg.addEventListener("pointerup", (event) => {
      if (!from) return;
      const drawn = box(at(event));
      from = null;
      shape.remove();
      if (drawn.width < LEAST || drawn.height < LEAST) return;
      if (!now.isLine && drawn.width < LEAST_SIDE) {
        how.textContent = form.dataset.small;
        return;
      }
      keep(sheet, drawn);
    });
    sheet.svg.addEventListener("pointercancel", () => {
      from = null;
      show();
    });
  }

  // The lines of a hanging scroll, or of its panels, from the right: a beginning that one moves into place.
  function spread() {
    const lines = marks.filter((mark) => mark.isLine);
    const each = Math.ceil(lines.length / sheets.length);
    lines.forEach((mark, number) => {
      const sheet = sheets[Math.floor(number / each)];
      const here = Math.min(each, lines.length - Math.floor(number / each) * each);
      const width = Math.floor((sheet.width * 0.92) / here);
      const x = Math.round(sheet.width * 0.96 - width * ((number % each) + 1));
      change(mark, `${sheet.number}:${x},${Math.round(sheet.height * 0.04)},${width},${Math.round(sheet.height * 0.92)}`);
    });
    show();
  }

  sheets.forEach(drawOn);
  marks.forEach((mark) => {
    const clear = mark.row.querySelector("[data-clear]");
    mark.row.addEventListener("focusin", () => choose(mark));
    mark.row.addEventListener("click", () => choose(mark));
    mark.input.addEventListener("input", () => {
      change(mark, mark.input.value);
      show();
    });
    clear.addEventListener("click", () => {
      change(mark, "");
      choose(mark);
    });
  });
  const spreader = form.querySelector("[data-spread]");
  if (spreader) spreader.addEventListener("click", spread);
  form.querySelectorAll("[data-by-hand-too]").forEach((each) => {
    each.hidden = false;
  });
  form.addEventListener("submit", () => {
    isChanged = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
  how.hidden = false;
  show();
}

if (form) begin();

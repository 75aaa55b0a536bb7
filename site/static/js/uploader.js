// Files that send themselves and survive a lost network. The HTML contract stands in components/uploader.html;
// every sentence comes from its data-say-… attributes or from the server, so that both languages work.
//
// Events, bubbling from the whole: uploader:chosen {files}; bubbling from the row: uploader:arrived {uid, name, before} (cancel it to show the file elsewhere; before: the
// uid of a file that was chosen after it and was quicker, or ""), uploader:removed {uid}.

const CHUNK = 8 * 1024 * 1024;
const AT_ONCE = 2;
const PATIENCE = [0, 1000, 3000, 5000, 10000, 20000, 30000, 30000, 30000, 30000, 30000, 30000];
const KEPT_DAYS = 7; // as long as the server keeps what was begun

function readable(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

function tell(element, name, detail) {
  return element.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail }));
}

// What file managers leave in folders.
const OF_THE_SYSTEM = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

async function filesIn(entries) {
  const found = [];
  for (const entry of entries) {
    if (entry.isFile) {
      found.push(await new Promise((done, fail) => entry.file(done, fail)));
    } else {
      const reader = entry.createReader();
      let some;
      do {
        // A reader gives a hundred at a time.
        some = await new Promise((done, fail) => reader.readEntries(done, fail));
        found.push(...(await filesIn(some)));
      } while (some.length);
    }
  }
  return found;
}

class Row {
  constructor(uploader, file) {
    this.uploader = uploader;
    this.file = file;
    this.percent = 0;
    this.uid = "";
    this.element = uploader.template.content.firstElementChild.cloneNode(true);
    this.element.querySelector("bdi").textContent = file.name;
    this.element.querySelector(".uploader-size").textContent = readable(file.size);
    this.bar = this.element.querySelector("progress");
    this.element.addEventListener("click", (event) => {
      const act = event.target.dataset.act;
      if (act) {
        this[act]();
      }
    });
    uploader.rows.appendChild(this.element);
    this.upload = new window.tus.Upload(file, this.options());
    this.become("waiting");
  }

  options() {
    const { root } = this.uploader;
    return {
      endpoint: root.dataset.endpoint,
      chunkSize: CHUNK,
      retryDelays: PATIENCE,
      removeFingerprintOnSuccess: true,
      headers: { "X-CSRFToken": this.uploader.token() },
      // The page belongs to one draft of one person: only there a file left unfinished is spoken of again.
      metadata: {
        filename: this.file.name,
        filetype: this.file.type,
        page: window.location.pathname,
        ...(root.dataset.album ? { album: root.dataset.album } : {}),
      },
      onShouldRetry: (error) => this.mayPass(error),
      onProgress: (sent, all) => this.progress(sent, all),
      onAfterResponse: (_request, response) => {
        this.uid = response.getHeader("X-Asset-Uid") || this.uid;
      },
      onError: (error) => this.stop(error),
      onSuccess: () => this.arrive(),
    };
  }

  // One word for what it does now; the stylesheet and the queue read it.
  become(state, sentence) {
    this.state = state;
    this.element.dataset.state = state;
    const words = sentence || this.uploader.root.dataset[`say${state[0].toUpperCase()}${state.slice(1)}`] || "";
    this.element.querySelector("[data-says]").textContent = words.replace("{percent}", `${this.percent}%`);
    const shown = { pause: ["waiting", "sending", "trouble"], resume: ["paused", "stopped", "offline", "signin"] };
    for (const button of this.element.querySelectorAll("[data-act]")) {
      button.hidden = button.dataset.act in shown && !shown[button.dataset.act].includes(state);
    }
  }

  async send() {
    this.become("sending");
    const before = await this.upload.findPreviousUploads();
    if (before.length && !this.upload.url) {
      this.upload.resumeFromPreviousUpload(before[before.length - 1]);
    }
    if (this.state === "sending") {
      this.upload.start();
    }
  }

  progress(sent, all) {
    this.percent = all ? Math.floor((100 * sent) / all) : 100;
    this.bar.value = this.percent;
    if (this.state === "sending" || this.state === "trouble") {
      this.become("sending");
    }
  }

  mayPass(error) {
    const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
    if (!navigator.onLine || status === 507) {
      return false;
    }
    const passing = status === 0 || status >= 500 || [409, 423, 460].includes(status);
    if (passing) {
      this.become("trouble");
    }
    return passing;
  }

  stop(error) {
    const response = error.originalResponse;
    const status = response ? response.getStatus() : 0;
    const plain = response && (response.getHeader("Content-Type") || "").startsWith("text/plain");
    if (!navigator.onLine) {
      this.become("offline");
    } else if (status === 401 || status === 403) {
      this.become("signin");
    } else {
      this.become("stopped", plain ? response.getBody() : "");
    }
    this.uploader.next();
  }

  pause() {
    this.upload.abort();
    this.become("paused");
    this.uploader.next();
  }

  resume() {
    this.upload.options.headers["X-CSRFToken"] = this.uploader.token();
    this.become("waiting");
    this.uploader.next();
  }

  arrive() {
    this.progress(1, 1);
    this.become("arrived");
    const { all } = this.uploader;
    const quicker = all.slice(all.indexOf(this) + 1).find((row) => row.state === "arrived");
    const before = quicker ? quicker.uid : "";
    if (!tell(this.element, "uploader:arrived", { uid: this.uid, name: this.file.name, before })) {
      this.element.remove();
    } else {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "asset";
      field.value = this.uid;
      this.element.appendChild(field);
      this.element.dataset.follow = this.uploader.root.dataset.state.replace(/0{8}-.*0{12}/, this.uid);
    }
    this.uploader.next();
  }

  remove() {
    this.become("removed");
    this.element.remove();
    if (this.uid) {
      tell(this.uploader.root, "uploader:removed", { uid: this.uid });
    } else {
      // Where the server cannot be reached now, it removes by itself after a week what is left unfinished.
      this.upload.abort(true).catch((error) => console.info(error.message));
    }
    this.uploader.next();
  }
}

class Uploader {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input[type=file]");
    this.rows = root.querySelector(".uploader-rows");
    this.template = root.querySelector("template");
    this.all = [];
    this.known = new Set(JSON.parse(root.dataset.known || "[]").map(([name, size]) => `${name}/${size}`));
    // The files go their own way: the form must not carry them a second time.
    this.input.removeAttribute("name");
    root.classList.add("is-live");
    root.querySelector(".uploader-drag").hidden = false;
    for (const input of root.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => {
        this.add(input.files);
        input.value = "";
      });
    }
    if ("webkitdirectory" in this.input) {
      root.querySelectorAll(".uploader-folder").forEach((each) => {
        each.hidden = false;
      });
    }
    for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
      root.addEventListener(name, (event) => this.drag(event));
    }
    window.addEventListener("online", () => {
      this.all.filter((row) => row.state === "offline").forEach((row) => row.resume());
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.all.some((row) => ["waiting", "sending", "trouble", "offline"].includes(row.state))) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
    this.recall();
  }

  // The cookie has the present one: signing in again, in another window, changes it.
  token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (cookie) {
      return cookie[1];
    }
    const field = (this.root.closest("form") || document).querySelector("[name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  }

  drag(event) {
    event.preventDefault();
    this.root.classList.toggle("is-over", event.type === "dragenter" || event.type === "dragover");
    if (event.type === "drop") {
      this.drop(event.dataTransfer);
    }
  }

  // What was dropped, the files in folders too where the browser opens them. Entries must be asked for at once.
  async drop(transfer) {
    const entries = Array.from(transfer.items || [])
      .filter((item) => item.kind === "file" && item.webkitGetAsEntry)
      .map((item) => item.webkitGetAsEntry())
      .filter(Boolean);
    const plain = Array.from(transfer.files);
    this.add(entries.some((entry) => entry.isDirectory) ? await filesIn(entries) : plain);
  }

  add(files) {
    const chosen = Array.from(files).filter((file) => !OF_THE_SYSTEM.test(file.name));
    const news = chosen.filter((file) => !this.known.has(`${file.name}/${file.size}`));
    const here = chosen.length - news.length;
    chosen.forEach((file) => this.note(file.name, ""));
    this.note("", here ? this.root.dataset.sayKnown.replace("{number}", here) : "");
    if (this.root.dataset.known) {
      news.forEach((file) => this.known.add(`${file.name}/${file.size}`));
    }
    tell(this.root, "uploader:chosen", { files: news });
    for (const file of news) {
      this.all.push(new Row(this, file));
    }
    this.next();
  }

  next() {
    const busy = this.all.filter((row) => row.state === "sending" || row.state === "trouble").length;
    this.all
      .filter((row) => row.state === "waiting")
      .slice(0, Math.max(0, AT_ONCE - busy))
      .forEach((row) => row.send());
  }

  // A browser gives no file back after a reload, but knows which one was left unfinished.
  async recall() {
    const kept = await window.tus.defaultOptions.urlStorage.findAllUploads();
    for (const each of kept) {
      const metadata = each.metadata || {};
      const arrived = metadata.page === window.location.pathname && this.known.has(`${metadata.filename}/${each.size}`);
      if (arrived || Date.now() - new Date(each.creationTime) > KEPT_DAYS * 86400000) {
        window.tus.defaultOptions.urlStorage.removeUpload(each.urlStorageKey);
      } else if (metadata.page === window.location.pathname) {
        this.note(metadata.filename, this.root.dataset.sayAgain.replace("{name}", metadata.filename));
      }
    }
  }

  // One line about a file by its name; an empty sentence takes it away.
  note(name, sentence) {
    const notes = this.root.querySelector(".uploader-notes");
    Array.from(notes.children)
      .filter((line) => line.dataset.name === name)
      .forEach((line) => line.remove());
    if (sentence) {
      const line = document.createElement("li");
      line.dataset.name = name;
      line.textContent = sentence;
      notes.appendChild(line);
    }
  }
}

document.querySelectorAll("[data-uploader]").forEach((root) => new Uploader(root));

// Hands the ports of the main process on to the page of the bench.
const { ipcRenderer } = require('electron');

ipcRenderer.on('bench-ports', (event) => globalThis.postMessage('bench-ports', '*', event.ports));

// Hands the ports of the main process on to the page of the bench.
const { ipcRenderer } = require('electron');

ipcRenderer.on('bench-ports', (event) => window.postMessage('bench-ports', '*', event.ports));

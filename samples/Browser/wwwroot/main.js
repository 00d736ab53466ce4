import { dotnet } from './_framework/dotnet.js';

const [canvas, answers, said, camera] = ['canvas', 'answers', 'said', 'camera'].map(id => document.getElementById(id));
const context = canvas.getContext('2d', { willReadFrequently: true });
const { getAssemblyExports, getConfig } = await dotnet.create();
const reader = (await getAssemblyExports(getConfig().mainAssemblyName)).MobileNetGen.Samples.Browser.DigitReader;
let stream = null;

function classify() {
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    try {
        const scores = reader.Read(new Uint8Array(data.buffer), width, height);
        const best = Array.from(scores, (score, digit) => ({ score, digit })).sort((left, right) => right.score - left.score).slice(0, 3);
        answers.replaceChildren(...best.map(({ score, digit }) => {
            const line = document.createElement('li');
            line.textContent = `${digit} ${(score * 100).toFixed(1)} %`;
            return line;
        }));
        said.textContent = '';
    } catch (error) {
        answers.replaceChildren();
        said.textContent = error.message;
    }
}

function clear() {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    answers.replaceChildren();
    said.textContent = 'Draw a digit.';
}

// The whole of an image or of what the camera sees, as large as it fits.
function show(source, width, height) {
    const scale = Math.min(canvas.width / width, canvas.height / height);
    clear();
    context.drawImage(source, (canvas.width - width * scale) / 2, (canvas.height - height * scale) / 2, width * scale, height * scale);
    classify();
}

function line(points) {
    context.lineWidth = 18;
    context.lineCap = context.lineJoin = 'round';
    context.strokeStyle = '#111';
    context.beginPath();
    points.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.stroke();
}

let last = null;
canvas.addEventListener('pointerdown', event => { stopCamera(); last = [event.offsetX, event.offsetY]; canvas.setPointerCapture(event.pointerId); });
canvas.addEventListener('pointermove', event => {
    if (last) {
        line([last, last = [event.offsetX, event.offsetY]]);
    }
});
canvas.addEventListener('pointerup', () => { last = null; classify(); });
canvas.addEventListener('pointercancel', () => { last = null; });
document.getElementById('clear').addEventListener('click', () => { stopCamera(); clear(); });
document.getElementById('file').addEventListener('change', async event => {
    const [file] = event.target.files;
    if (!file) {
        return;
    }

    stopCamera();
    try {
        const image = await createImageBitmap(file);
        show(image, image.width, image.height);
    } catch {
        clear();
        said.textContent = `${file.name} is no image that this browser reads.`;
    }
});

function stopCamera() {
    stream?.getTracks().forEach(track => track.stop());
    stream = null;
    camera.textContent = 'Camera';
}

camera.addEventListener('click', async () => {
    if (stream) {
        stopCamera();
        return;
    }

    try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    } catch (error) {
        said.textContent = `No camera: ${error.message}`;
        return;
    }

    const video = document.createElement('video');
    video.srcObject = stream;
    await video.play();
    camera.textContent = 'Stop';
    const look = () => {
        if (stream) {
            show(video, video.videoWidth, video.videoHeight);
            setTimeout(look, 200);
        }
    };
    look();
});

// Something to begin with.
clear();
line([[75, 65], [205, 65], [130, 225]]);
classify();

"""Steps of training in PyTorch: reads a line, does a step, and prints the seconds that it took.

Arguments: a preset's name, images of a step, threads. It needs torch and torchvision (Debian: python3-torch, python3-torchvision).
"""

import sys
import time

import torch
import torchvision

MODELS = {
    "mobilenet-v2": torchvision.models.mobilenet_v2,
    "mobilenet-v3-large": torchvision.models.mobilenet_v3_large,
    "mobilenet-v3-small": torchvision.models.mobilenet_v3_small,
}

name, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
model = MODELS[name]().train().to(memory_format=torch.channels_last)
images = torch.rand(batch, 3, 224, 224).mul(2).sub(1).to(memory_format=torch.channels_last)
labels = torch.ones(batch, dtype=torch.long)
loss = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9, nesterov=True)
for _ in sys.stdin:
    start = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    loss(model(images), labels).backward()
    optimizer.step()
    print(time.perf_counter() - start, flush=True)

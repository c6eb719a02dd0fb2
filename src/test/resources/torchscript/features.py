"""Writes features-28x28.pt beside it (python3-torch 1.13): a small untrained network from N x 1 x 28 x 28 images to N x 72 features."""
import pathlib

import torch


class Features(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Conv2d(1, 4, 5, stride=3)
        self.second = torch.nn.Conv2d(4, 8, 3, stride=2)

    def forward(self, images):
        return torch.flatten(torch.relu(self.second(torch.relu(self.first(images)))), 1)


torch.manual_seed(1)
torch.jit.script(Features().eval()).save(str(pathlib.Path(__file__).with_name("features-28x28.pt")))

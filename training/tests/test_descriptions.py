"""The functions' descriptions as a signal beside the tokens."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from voxbus_training.config import read_config
from voxbus_training.descriptions import Descriptions
from voxbus_training.tokens import END
from voxbus_training.train import load_trained, prepare, train

SMOKE = Path(__file__).parents[1] / "configs/smoke.yaml"


@pytest.fixture(scope="module")
def setup():
    return prepare(replace(read_config(SMOKE), description_weight=0.5, steps=20))


def test_each_description_has_a_vector_of_its_own(setup):
    vectors = setup.learner().descriptions.vectors
    likeness = vectors @ vectors.T
    assert vectors.shape == (72, setup.config.encoder_width)
    assert torch.allclose(likeness.diagonal(), torch.ones(72), atol=1e-4)
    assert (likeness - 2 * torch.eye(72)).max() < 0.999


def test_only_places_where_a_function_is_picked_count(setup):
    descriptions = setup.learner().descriptions
    states = torch.randn(4, setup.config.decoder_width)
    nothing = torch.tensor([END, -100, END + 73, 0])
    assert descriptions.loss(states, nothing) == 0
    picked = torch.tensor([END, END + 1, END + 72, -100])
    alone = descriptions.loss(states[1:3], picked[1:3])
    assert descriptions.loss(states, picked).item() == pytest.approx(alone.item())


def test_the_right_description_costs_least(setup):
    found: Descriptions = setup.learner().descriptions
    with torch.no_grad():
        found.project.weight.zero_()
        found.project.bias.copy_(found.vectors[5])
    states = torch.zeros(1, setup.config.decoder_width)
    costs = [found.loss(states, torch.tensor([END + 1 + i])).item() for i in range(72)]
    assert costs.index(min(costs)) == 5


def test_a_run_with_descriptions_trains_them_and_exports_the_model_alone(setup, tmp_path):
    trained = train(setup, tmp_path)
    learnt = torch.load(tmp_path / "checkpoint.pt", weights_only=True)["learner"]
    assert "descriptions.project.weight" in learnt
    assert set(load_trained(setup, tmp_path).state_dict()) == set(trained.model.state_dict())

"""The model refuses what it was not made for, and scores the same words the same way."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from quoth.domain import Article
from quoth.errors import ModelError
from quoth.layout.features import Layout, lay_out
from quoth.layout.windows import Window
from quoth.model import (
    CUE_LABELS,
    DISTANCES,
    FILES,
    FOLDER,
    FORMAT,
    PARAGRAPHS,
    ROLE_LABELS,
    Model,
    default_model,
    digest,
    distance_buckets,
    paragraph_buckets,
)

TEXT = "“The well is dry,” said Piotr Lund.\n\nHis neighbour denied that she had been told."


@pytest.fixture
def weights(tmp_path):
    """A copy of the shipped weights, to be damaged."""
    return Path(shutil.copytree(FOLDER, tmp_path / "weights"))


def change_manifest(folder: Path, **changes) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, **changes}), encoding="utf-8")


def manifest_of(folder: Path):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def refusal(folder: Path) -> str:
    """The one sentence that the model is refused with, without its folder's name."""
    with pytest.raises(ModelError) as caught:
        Model(folder)
    said = str(caught.value).replace(str(folder), "FOLDER")
    assert re.fullmatch(r"The model.*: install Quoth again\.", said)
    assert "\n" not in said
    return said


def test_an_undamaged_copy_is_the_same_model(weights):
    assert Model(weights).id == default_model().id


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte(weights, name):
    path = weights / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert refusal(weights) == f"The model file FOLDER/{name} is damaged: install Quoth again."


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_missing_file(weights, name):
    (weights / name).unlink()
    assert refusal(weights) == f"The model file FOLDER/{name} is missing: install Quoth again."


def test_missing_folder(tmp_path):
    assert "is missing" in refusal(tmp_path / "nowhere")


@pytest.mark.parametrize("number", [FORMAT + 1, FORMAT - 1, str(FORMAT), None])
def test_another_format(weights, number):
    change_manifest(weights, format=number)
    assert refusal(weights) == "The model in FOLDER was made for another version of Quoth: install Quoth again."


@pytest.mark.parametrize("kind", ["cue", "role", "act", "voice"])
def test_other_labels(weights, kind):
    labels = manifest_of(weights)["labels"]
    # Only the order is another: every score would be read as that of its neighbour.
    labels[kind] = [*labels[kind][1:], labels[kind][0]]
    change_manifest(weights, labels=labels)
    assert refusal(weights) == "The model in FOLDER was made for another version of Quoth: install Quoth again."


@pytest.mark.parametrize(
    "manifest",
    [b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b"7", b"{}", b'"format"'],
    ids=["empty", "cut", "bytes", "list", "null", "number", "fields", "string"],
)
def test_a_manifest_that_is_none(weights, manifest):
    (weights / "manifest.json").write_bytes(manifest)
    assert refusal(weights) == "The model's manifest in FOLDER cannot be read: install Quoth again."


@pytest.mark.parametrize("field", ["id", "format", "labels", "files", "thresholds", "calibration"])
@pytest.mark.parametrize("value", [None, 7, [], {}])
def test_fields_of_another_type(weights, field, value):
    change_manifest(weights, **{field: value})
    refusal(weights)


def test_a_file_without_a_digest(weights):
    files = manifest_of(weights)["files"]
    del files["roles.onnx"]
    change_manifest(weights, files=files)
    refusal(weights)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_holds_something_else(weights, name):
    (weights / name).write_bytes(b"something else")
    change_manifest(weights, files={**manifest_of(weights)["files"], name: digest(weights / name)})
    assert refusal(weights) == f"The model file FOLDER/{name} cannot be loaded: install Quoth again."


def test_the_model_is_small_enough_to_ship():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 27_000_000


def test_the_manifest_names_every_file():
    assert set(manifest_of(FOLDER)["files"]) == set(FILES)
    assert {path.name for path in FOLDER.iterdir()} == {*FILES, "manifest.json"}


def test_distances():
    cues = np.array([[3, 5], [0, 1]])
    middle = DISTANCES // 2
    of_first, of_second = distance_buckets(cues, np.arange(8)).tolist()
    # One word away 1, two 3, three floor(2 log2 3) + 1 = 4, four 5, five 5.
    assert [bucket - middle for bucket in of_first] == [-4, -3, -1, 0, 0, 1, 3, 4]
    assert [bucket - middle for bucket in of_second] == [0, 1, 3, 4, 5, 5, 6, 6]


def test_distances_stay_in_their_buckets():
    buckets = distance_buckets(np.array([[0, 1], [250, 252], [509, 510]]), np.arange(510))
    assert buckets.min() == 0
    assert buckets.max() == DISTANCES - 1
    # Farther words never have a nearer bucket.
    assert (np.diff(buckets, axis=1) >= 0).all()


def test_paragraphs_apart():
    paragraph_of = np.array([0, 0, 1, 2, 2, 7, 12])
    middle = PARAGRAPHS // 2
    of_first, of_last = (paragraph_buckets(np.array([[2, 3], [6, 7]]), paragraph_of, np.arange(7)) - middle).tolist()
    assert of_first == [-1, -1, 0, 1, 1, 4, 4]
    assert of_last == [-4, -4, -4, -4, -4, -4, 0]


def layout_of(text: str) -> Layout:
    return lay_out(Article("test", text), default_model().tokenizer)


def whole(layout: Layout) -> Window:
    return Window(0, len(layout.words), 0, len(layout.words))


def test_scores_are_probabilities():
    layout = layout_of(TEXT)
    scores = default_model().read_window(layout, whole(layout))
    words = len(layout.words)
    assert scores.cues.shape == (words, len(CUE_LABELS))
    assert scores.words.shape[0] == words
    np.testing.assert_allclose(np.exp(scores.cues).sum(axis=-1), 1, rtol=1e-5)
    roles = default_model().read_roles(scores, [(7, 8), (0, 2)], layout.paragraph_of)
    assert roles.roles.shape == (2, words, len(ROLE_LABELS))
    for part in (roles.roles, roles.acts, roles.voices):
        np.testing.assert_allclose(np.exp(part).sum(axis=-1), 1, rtol=1e-5)
    assert roles.negative.shape == (2,)
    assert ((roles.negative >= 0) & (roles.negative <= 1)).all()


def test_the_same_words_have_the_same_scores():
    layout = layout_of(TEXT)
    one, other = (default_model().read_window(layout, whole(layout)) for _ in range(2))
    assert np.array_equal(one.cues, other.cues)
    assert np.array_equal(one.words, other.words)


def test_one_thread_scores_as_many_do():
    layout = layout_of(TEXT)
    alone = Model(threads=1).read_window(layout, whole(layout))
    np.testing.assert_allclose(alone.cues, default_model().read_window(layout, whole(layout)).cues, atol=1e-4)


def test_many_cues_are_scored_like_few():
    layout = layout_of(TEXT * 8)
    scores = default_model().read_window(layout, whole(layout))
    cues = [(place, place + 1) for place in range(len(layout.words))]
    assert len(cues) > 100
    together = default_model().read_roles(scores, cues, layout.paragraph_of)
    for place in (0, 47, 48, 100):
        alone = default_model().read_roles(scores, [cues[place]], layout.paragraph_of)
        np.testing.assert_allclose(together.roles[place], alone.roles[0], atol=1e-4)
        np.testing.assert_allclose(together.acts[place], alone.acts[0], atol=1e-4)


def test_far_words_are_scored_where_something_reaches_them(monkeypatch):
    layout = layout_of("Lopez said that " + "the boats and the nets and the ropes " * 30 + "were gone. " + TEXT)
    window = Window(0, 250, 0, 250)
    scores = default_model().read_window(layout, window)
    cues = [(1, 2), (120, 121), (240, 241)]
    near = default_model().read_roles(scores, cues, layout.paragraph_of[:250])
    monkeypatch.setattr("quoth.model.NEAR_WORDS", 250)
    whole_window = default_model().read_roles(scores, cues, layout.paragraph_of[:250])
    # What "said" reports runs past all the words around it.
    assert (whole_window.roles[0].argmax(axis=-1) > 0).nonzero()[0].max() > 2 * 96
    np.testing.assert_array_equal(near.roles.argmax(axis=-1), whole_window.roles.argmax(axis=-1))
    np.testing.assert_allclose(near.roles[0], whole_window.roles[0], atol=1e-4)
    np.testing.assert_allclose(np.exp(near.roles).sum(axis=-1), 1, rtol=1e-5)


def test_the_shipped_model_is_loaded_once():
    assert default_model() is default_model()

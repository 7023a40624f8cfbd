"""The network: a BERT encoder with three input features more, and one head for each question.

Shapes: B windows, T word pieces, W words, C cues of all windows together.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from quoth.domain import Act, Voice
from quoth.layout.features import CASES, PLACES, QUOTES
from quoth.layout.references import ALIKE, APART, PRONOUN_CLASSES, SPAN_WORDS
from quoth.model import CUE_LABELS, DISTANCES, LINK_RANK, MENTION_LABELS, PARAGRAPHS, ROLE_LABELS
from training.prepare import Scheme

# Queries, keys and values [B, T, width], the number of heads, and what is added to the scores -> [B, T, width].
Attend = Callable[[Tensor, Tensor, Tensor, int, Tensor | None], Tensor]


@dataclass(frozen=True)
class Shape:
    """The encoder's sizes; the defaults are all-MiniLM-L6-v2's.

    `relative` says how many buckets of distance between two word pieces the attention scores have a weight for, as
    MPNet's have and BERT's have not; `refers` whether there are heads for mentions and whom they mean.
    """

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    relative: int = 0
    epsilon: float = 1e-12
    refers: bool = True


MPNET_BASE = Shape(layers=12, width=768, inner=3072, relative=32, epsilon=1e-5, refers=False)


class RoundedLinear(nn.Linear):
    """A linear layer that can rehearse int8: it then computes with the numbers that the shipped file will have.

    Weights lose what seven bits a row cannot hold, inputs what eight bits a window cannot, as in onnxruntime's dynamic
    quantisation; gradients pass as if nothing had been rounded (Jacob et al. 2018).
    """

    rehearses = False

    def forward(self, inputs: Tensor) -> Tensor:
        """As `nn.Linear` does."""
        if not self.rehearses:
            return super().forward(inputs)
        return nn.functional.linear(_rounded_inputs(inputs), _rounded_rows(self.weight, 64), self.bias)


def _rounded_rows(weight: Tensor, largest: int) -> Tensor:
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / largest
        change = (weight / scale).round() * scale - weight
    return weight + change


def _rounded_inputs(inputs: Tensor) -> Tensor:
    """Each window [T, width] has one scale, since the reader reads them one at a time."""
    with torch.no_grad(), torch.autocast("cpu", enabled=False):
        inputs = inputs.float()
        low, high = inputs.amin((1, 2), keepdim=True).clamp(max=0), inputs.amax((1, 2), keepdim=True).clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-8)
        zero = (-low / scale).round()
        change = ((inputs / scale + zero).round() - zero) * scale - inputs
    return inputs + change


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT (Devlin et al. 2019)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = RoundedLinear(shape.width, shape.width)
        self.key = RoundedLinear(shape.width, shape.width)
        self.value = RoundedLinear(shape.width, shape.width)
        self.output = RoundedLinear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = RoundedLinear(shape.width, shape.inner)
        self.down = RoundedLinear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, penalty: Tensor | None, attend: Attend) -> Tensor:
        """Hidden [B, T, width] -> the same; `penalty` [B, heads or 1, T or 1, T] is added to the attention scores."""
        mixed = attend(self.query(hidden), self.key(hidden), self.value(hidden), self.heads, penalty)
        hidden = self.attention_norm(hidden + self.dropout(self.output(mixed)))
        return self.norm(hidden + self.dropout(self.down(nn.functional.gelu(self.up(hidden)))))


def attention(query: Tensor, key: Tensor, value: Tensor, heads: int, penalty: Tensor | None) -> Tensor:
    """Multi-head attention over [B, T, width].

    Written out, since torch's fused kernel for processors is slower in bfloat16 (88 ms against 55 a layer). Without
    dropout: it costs more than it brings.
    """
    batch, length, width = query.shape
    split = (batch, length, heads, width // heads)
    query, key, value = (part.view(split).transpose(1, 2) for part in (query, key, value))
    scores = (query * (width // heads) ** -0.5) @ key.transpose(-1, -2)
    if penalty is not None:
        scores = scores + penalty
    return (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, width)


class Encoder(nn.Module):
    """BERT with three embeddings more, for case, place and quotation marks."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.segment = nn.Parameter(torch.zeros(shape.width))
        self.cases = nn.Embedding(CASES, shape.width)
        self.places = nn.Embedding(PLACES, shape.width)
        self.quotes = nn.Embedding(QUOTES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.relative = nn.Embedding(shape.relative, shape.heads) if shape.relative else None
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)
        self.attend: Attend = attention
        for embedding in (self.cases, self.places, self.quotes):
            nn.init.normal_(embedding.weight, std=0.01)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """Word pieces [B, T], features [B, T, 3] and mask [B, T] -> hidden [B, T, width]."""
        case, place, quote = features.unbind(-1)
        hidden = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.segment
        hidden = hidden + self.cases(case) + self.places(place) + self.quotes(quote)
        hidden = self.dropout(self.norm(hidden))
        # Added to attention scores: nothing for word pieces, a number that softmax turns to zero for padding.
        penalty = None if mask is None else (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        if self.relative is not None:
            near = self.relative(relative_buckets(pieces.shape[1], self.relative.num_embeddings)).permute(2, 0, 1)
            penalty = near if penalty is None else penalty + near
        for layer in self.layers:
            hidden = layer(hidden, penalty, self.attend)
        return hidden


def relative_buckets(length: int, buckets: int, furthest: int = 128) -> Tensor:
    """How far each piece stands behind each other one, [length, length], as MPNet counts it.

    Half of the buckets are for each direction; near distances have one each, further ones share theirs by the
    logarithm (Raffel et al. 2020, T5).
    """
    places = torch.arange(length)
    behind = places[:, None] - places[None, :]
    half = buckets // 2
    near = half // 2
    apart = behind.abs()
    far = near + (torch.log(apart.clamp(min=1) / near) / math.log(furthest / near) * (half - near)).long()
    return (behind < 0).long() * half + torch.where(apart < near, apart, far.clamp(max=half - 1))


class CueHead(nn.Module):
    """Words [B, W, width] -> scores of `CUE_LABELS` [B, W, 5]."""

    def __init__(self, width: int, inner: int = 192) -> None:
        super().__init__()
        self.inner = nn.Linear(width, inner)
        self.labels = nn.Linear(inner, len(CUE_LABELS))

    def forward(self, words: Tensor) -> Tensor:
        """Scores of every word; pieces do as well."""
        return self.labels(nn.functional.gelu(self.inner(words)))


class Smoothing(nn.Module):
    """A residual depthwise convolution along the words, so that neighbours agree on where a span ends."""

    def __init__(self, width: int, reach: int = 5) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.along = nn.Conv1d(width, width, reach, padding=reach // 2, groups=width)
        self.across = nn.Linear(width, width)

    def forward(self, pairs: Tensor) -> Tensor:
        """Pairs of cue and word [C, W, width] -> the same."""
        along = self.along(self.norm(pairs).transpose(1, 2)).transpose(1, 2)
        return pairs + self.across(nn.functional.gelu(along))


class RoleHead(nn.Module):
    """For each cue the role of every word of its window, and what kind of report the cue makes.

    Scores are a biaffine product (Dozat and Manning 2017) of cue and word, beside the sum of both and of how far apart
    they stand.
    """

    def __init__(self, width: int, rank: int = 96, inner: int = 128) -> None:
        super().__init__()
        self.cue_sum = nn.Linear(width, inner)
        self.word_sum = nn.Linear(width, inner)
        self.cue_product = nn.Linear(width, rank)
        self.word_product = nn.Linear(width, rank)
        self.product = nn.Linear(rank, inner)
        self.distances = nn.Embedding(DISTANCES, inner)
        self.paragraphs = nn.Embedding(PARAGRAPHS, inner)
        # Where a corpus cuts its spans in its own way, this takes it up; PolNeAR's way has none and is the reader's.
        self.scheme = nn.Embedding(len(Scheme), inner, padding_idx=Scheme.POLNEAR)
        self.smoothing = nn.Sequential(Smoothing(inner), Smoothing(inner))
        self.roles = nn.Linear(inner, len(ROLE_LABELS))
        self.act = nn.Sequential(nn.Linear(width, 64), nn.GELU(), nn.Linear(64, len(Act)))
        self.polarity = nn.Sequential(nn.Linear(width, 64), nn.GELU(), nn.Linear(64, 2))
        self.voice = nn.Sequential(nn.Linear(2 * width, 64), nn.GELU(), nn.Linear(64, len(Voice)))

    def forward(  # noqa: PLR0913, PLR0917 - the graph's inputs
        self,
        words: Tensor,
        cues: Tensor,
        distances: Tensor,
        paragraphs: Tensor,
        schemes: Tensor | None = None,
        places: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Words [C, W, width] or [1, W, width], cues [C, width], buckets [C, W], in training schemes [C].

        Gives logits of roles [C, W, 9], act [C, 16], polarity [C, 2] and voice [C, 6]. Where `places` [C, N] say which
        of the words [1, W, width] are asked about for each cue, buckets and roles are of these alone.
        """
        products, sums = self.word_product(words), self.word_sum(words)
        if places is not None:
            # What all cues share is computed once and then picked out.
            words, products, sums = words[0][places], products[0][places], sums[0][places]
        product = products * self.cue_product(cues)[:, None]
        pairs = sums + self.cue_sum(cues)[:, None] + self.product(product)
        pairs = pairs + self.distances(distances) + self.paragraphs(paragraphs)
        if schemes is not None:
            pairs = pairs + self.scheme(schemes)[:, None]
        pairs = nn.functional.gelu(pairs)
        roles = self.roles(self.smoothing(pairs))
        source = roles.softmax(-1)[..., 1:5].sum(-1)
        # The small constant keeps the mean finite where no word is a source.
        pooled = (source[:, None] @ words)[:, 0] / (source.sum(-1, keepdim=True) + 0.1)
        return roles, self.act(cues), self.polarity(cues), self.voice(torch.cat([cues, pooled], -1))


class MentionHead(nn.Module):
    """Words [B, W, width] -> scores of `MENTION_LABELS` for spans of one to `SPAN_WORDS` words: [B, W, 12, 5].

    A span's score rests on its first and last word and on its length; spans of several mentions may lie in each other,
    as in "the mayor of Ohio". Spans that run over the window's end have the scores of shorter ones.
    """

    def __init__(self, width: int, inner: int = 64) -> None:
        super().__init__()
        self.start = nn.Linear(width, inner)
        self.end = nn.Linear(width, inner)
        self.product = nn.Linear(inner, inner)
        self.lengths = nn.Embedding(SPAN_WORDS, inner)
        self.labels = nn.Linear(inner, len(MENTION_LABELS))

    def forward(self, words: Tensor) -> Tensor:
        """Scores of the spans that begin at each word."""
        start, end = self.start(words)[:, :, None], self.end(words)
        ends = torch.arange(words.shape[1])[:, None] + torch.arange(SPAN_WORDS)
        last = end[:, ends.clamp(max=words.shape[1] - 1)]
        spans = start + last + self.product(start * last) + self.lengths.weight
        return self.labels(spans.relu())


class LinkHead(nn.Module):
    """Pairs of mentions -> the logarithm of the odds that the later one means what the earlier one means.

    Against that it means nothing mentioned before, whose score is nought (Lee et al. 2017). A mention is the sum of
    three parts: of its first word, of its last and of the mean of all.
    """

    def __init__(self, width: int, rank: int = LINK_RANK, inner: int = 64) -> None:
        super().__init__()
        self.parts = nn.Linear(width, 3 * rank)
        self.later = nn.Linear(rank, inner)
        self.earlier = nn.Linear(rank, inner)
        self.product = nn.Linear(rank, inner)
        self.apart = nn.Embedding(APART, inner)
        self.alike = nn.Embedding(ALIKE, inner)
        self.pronoun = nn.Embedding(len(PRONOUN_CLASSES), inner)
        self.earlier_pronoun = nn.Embedding(len(PRONOUN_CLASSES), inner)
        self.hidden = nn.Linear(inner, inner)
        self.odds = nn.Linear(inner, 1)
        for embedding in (self.apart, self.alike, self.pronoun, self.earlier_pronoun):
            nn.init.normal_(embedding.weight, std=0.1)

    def forward(self, later: Tensor, earlier: Tensor, features: Tensor) -> Tensor:
        """Mentions [P, rank] and [P, rank], features [P, 4] as `pair_features` gives them -> [P]."""
        apart, alike, pronoun, earlier_pronoun = features.unbind(-1)
        pairs = self.later(later) + self.earlier(earlier) + self.product(later * earlier)
        pairs = pairs + self.apart(apart) + self.alike(alike) + self.pronoun(pronoun)
        pairs = (pairs + self.earlier_pronoun(earlier_pronoun)).relu()
        return self.odds(self.hidden(pairs).relu())[..., 0]


class Network(nn.Module):
    """Encoder and heads together; `words` turns pieces into words by each word's first piece."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.encoder = Encoder(shape)
        self.cue = CueHead(shape.width)
        self.role = RoleHead(shape.width)
        self.mention = MentionHead(shape.width) if shape.refers else None
        self.link = LinkHead(shape.width) if shape.refers else None

    def rehearse_int8(self) -> None:
        """From now on compute as the shipped int8 file will, word embeddings included; they must not be learned."""
        embeddings = self.encoder.words.weight
        embeddings.requires_grad_(False).copy_(_rounded_rows(embeddings.detach(), 127))
        for module in self.encoder.modules():
            if isinstance(module, RoundedLinear):
                module.rehearses = True

    def words(self, pieces: Tensor, features: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Hidden vectors of the words [B, W, width]; `first` [B, W] has the place of each word's first piece."""
        hidden = self.encoder(pieces, features, mask)
        return hidden.gather(1, first[..., None].expand(-1, -1, hidden.shape[-1]))

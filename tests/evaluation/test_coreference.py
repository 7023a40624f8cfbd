"""The coreference metrics against the worked examples that are published with the reference scorer.

A cluster is written as a word, each letter a mention. The expected figures are those of the reference scorer's own list
of test cases (Pradhan and others, ACL 2014); their names are kept. Examples D and E are from the paper on B³ (Bagga and
Baldwin, 1998), F to L from the one on MUC (Vilain and others, 1995).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.evaluation.coreference import Agreement, Coreference, b_cubed, ceaf_e, muc, score_clusters

BOTH, NEITHER = (1, 1), (0, 0)


def clusters(words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words.split()]


def recall_precision(agreement: Agreement) -> tuple[float, float]:
    return agreement.recall, agreement.precision


# Key, response, then recall and precision by each metric where the list gives them.
WORKED = {
    "A-1": ("a bc def", "a bc def", BOTH, BOTH, BOTH),
    "A-2": ("a bc def", "a de", (1 / 3, 1), (7 / 18, 1), (1.8 / 3, 1.8 / 2)),
    "A-3": ("a bc def", "a bcx defy z", (1, 3 / 5), (1, 55 / 108), (0.885714, 0.664286)),
    "A-4": ("a bc def", "a bcx dy z", (1 / 3, 1 / 3), (5 / 9, 17 / 42), (2.2 / 3, 2.2 / 4)),
    "A-5": ("a bc def", "a bcxB dy z", (1 / 3, 1 / 4), (5 / 9, 5 / 16), (0.688889, 0.516667)),
    "A-6": ("a bc def", "a bcx dy Bz", (1 / 3, 1 / 4), (5 / 9, 17 / 48), (2.2 / 3, 2.2 / 4)),
    "A-10": ("a bc def", "a b c d e f", NEITHER, (3 / 6, 1), None),
    "A-11": ("a bc def", "abcdef", (1, 3 / 5), (1, 7 / 18), None),
    "A-12": ("a bc def", "a x y c d e z", NEITHER, (13 / 36, 4 / 7), None),
    "A-13": ("a bc def", "axycdez", (1 / 3, 1 / 6), (17 / 36, 6 / 49), None),
    "D-1": ("12345 67 89ABC", "12345 6789ABC", (1, 9 / 10), (1, 16 / 21), None),
    "E-1": ("12345 67 89ABC", "1234589ABC 67", (1, 9 / 10), (1, 7 / 12), None),
    "F-1": ("ABCD", "AB CD", (2 / 3, 1), None, None),
    "G-1": ("AB CD", "ABCD", (1, 2 / 3), None, None),
    "J-1": ("ABC", "AC", (1 / 2, 1), None, None),
    "K-1": ("BCDEGHJ", "ABC DEF GHI", (3 / 6, 3 / 6), None, None),
    "L-1": ("ABC DEFG", "AB CD FGH", (2 / 5, 2 / 4), None, None),
    "M-1": ("abcdef", "abcdef", BOTH, BOTH, BOTH),
    "N-1": ("a b c d e f", "a b c d e f", NEITHER, BOTH, BOTH),
}


@pytest.mark.parametrize("name", WORKED)
def test_published_examples(name):
    key, response, *expected = WORKED[name]
    for metric, figures in zip((muc, b_cubed, ceaf_e), expected, strict=True):
        if figures is not None:
            found = metric(clusters(key), clusters(response))
            assert recall_precision(found) == pytest.approx(figures, abs=1e-6), metric.__name__


def test_the_conll_score_is_the_mean_of_three_f1():
    found = score_clusters(clusters("bc def"), clusters("bcx dy"))
    # MUC: recall 1/3, precision 1/3. B³: recall (2 + 1/3)/5, precision (4/3 + 1/2)/5. CEAF-e: (4/5 + 2/5)/2 both.
    b_cubed_f1 = 2 * (7 / 15) * (11 / 30) / (7 / 15 + 11 / 30)
    assert found.conll == pytest.approx((1 / 3 + b_cubed_f1 + 3 / 5) / 3)
    assert Coreference().conll == 0


def test_whoever_is_mentioned_once_counts_on_neither_side():
    whole = score_clusters(clusters("bc def"), clusters("bcx dy"))
    assert score_clusters(clusters("a bc q def"), clusters("a bcx dy z e")) == whole


def test_a_mention_in_two_clusters_counts_in_the_first():
    assert score_clusters(clusters("abc de"), clusters("abc cde")) == score_clusters(
        clusters("abc de"), clusters("abc de")
    )
    # What is left of the second is mentioned once.
    assert score_clusters(clusters("abc"), clusters("abc cz")).ceaf_e == Agreement(1, 1, 1, 1)


def test_documents_add_up_before_figures_are_made():
    one = score_clusters(clusters("abc"), clusters("abc"))
    other = score_clusters(clusters("abcde fg"), [])
    both = one + other
    assert recall_precision(both.muc) == (2 / 7, 1)
    assert recall_precision(both.b_cubed) == (3 / 10, 1)
    assert recall_precision(both.ceaf_e) == (1 / 3, 1)


PARTITIONS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 4)).map(
    lambda homes: [frozenset(m for m, home in homes.items() if home == place) for place in sorted({*homes.values()})]
)


@given(PARTITIONS, PARTITIONS)
def test_key_and_response_change_places(key, response):
    for metric in (muc, b_cubed, ceaf_e):
        there, back = metric(key, response), metric(response, key)
        assert recall_precision(there) == pytest.approx(recall_precision(back)[::-1])
        assert 0 <= there.f1 <= 1 + 1e-9

-- What needs attention is found without a look at every statement.
CREATE INDEX attribution_unnamed ON attribution (day) WHERE voice = 'unnamed' AND current = 1;
CREATE INDEX attribution_unsure ON attribution (day) WHERE confidence < 0.5 AND current = 1;
CREATE INDEX orphan_unclaimed ON orphan (article_id) WHERE kind = 'orphan';

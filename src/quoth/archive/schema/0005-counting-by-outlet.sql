-- How outlets report is counted from indexes alone.
DROP INDEX article_outlet;
CREATE INDEX article_outlet ON article (outlet, current);
DROP INDEX attribution_article;
CREATE INDEX attribution_article ON attribution (article_id, current, entity_id, voice, quotation, depth);
DROP INDEX orphan_article;
CREATE INDEX orphan_article ON orphan (article_id, kind);

-- What the statements of one speaker add up to is read from this index alone.
DROP INDEX attribution_entity;
CREATE INDEX attribution_entity ON attribution (entity_id, current, day, quotation, depth, act, article_id);

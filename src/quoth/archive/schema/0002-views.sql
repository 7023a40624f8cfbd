-- Every statement of a current article with all that is needed to read it.
CREATE VIEW statement AS
SELECT
  attribution.id,
  article.day,
  entity.name AS speaker,
  attribution.content,
  attribution.act,
  attribution.polarity,
  attribution.quotation,
  attribution.voice,
  attribution.depth,
  attribution.chain,
  CASE WHEN attribution.depth > 0 THEN 'second-hand'
    WHEN attribution.quotation = 'direct' THEN 'first-hand' ELSE 'reported' END AS hand,
  article.outlet,
  article.title,
  article.url,
  attribution.confidence,
  article.id AS article_id
FROM attribution
JOIN article ON article.id = attribution.article_id
LEFT JOIN entity ON entity.id = attribution.entity_id
WHERE attribution.current;

-- The text under every span of an attribution.
CREATE VIEW span_text AS
SELECT
  span.attribution_id,
  span.role,
  span.position,
  span.start_at,
  span.end_at,
  substr(article.text, span.start_at + 1, span.end_at - span.start_at) AS words,
  article.id AS article_id
FROM span
JOIN attribution ON attribution.id = span.attribution_id
JOIN article ON article.id = attribution.article_id;

-- The text of every mention of an entity.
CREATE VIEW mention_text AS
SELECT
  appearance.entity_id,
  entity.name AS entity,
  mention.form,
  substr(article.text, mention.start_at + 1, mention.end_at - mention.start_at) AS words,
  mention.start_at,
  mention.end_at,
  article.id AS article_id
FROM mention
JOIN appearance ON appearance.id = mention.appearance_id
JOIN entity ON entity.id = appearance.entity_id
JOIN article ON article.id = appearance.article_id;

-- Who speaks about whom: one row for each statement and each of its targets.
CREATE VIEW about AS
SELECT
  attribution.id AS attribution_id,
  speaker.name AS speaker,
  spoken_of.name AS target,
  attribution.act,
  attribution.polarity,
  attribution.day,
  attribution.content
FROM target
JOIN attribution ON attribution.id = target.attribution_id
JOIN entity AS spoken_of ON spoken_of.id = target.entity_id
LEFT JOIN entity AS speaker ON speaker.id = attribution.entity_id
WHERE attribution.current;

-- Everyone who speaks, with how often, when, and how.
CREATE VIEW speaker AS
SELECT
  entity.id,
  entity.name,
  entity.kind,
  count(*) AS statements,
  min(attribution.day) AS first_day,
  max(attribution.day) AS last_day,
  avg(attribution.quotation = 'direct') AS direct,
  avg(attribution.depth > 0) AS second_hand
FROM attribution
JOIN entity ON entity.id = attribution.entity_id
WHERE attribution.current
GROUP BY entity.id;

-- What people have put right, with what was taken back since.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL, -- speaker, extent, not-an-attribution, split, merge or alias
  article_id INTEGER REFERENCES article (id) ON DELETE CASCADE, -- none where it counts for all articles
  before TEXT NOT NULL, -- what was there, as a JSON object of content, cue, source and speaker, or of entities
  after TEXT, -- the same put right; none where there is no attribution
  author TEXT NOT NULL, -- who made it
  made TEXT NOT NULL, -- when, in UTC
  note TEXT, -- what the author says of it
  model TEXT, -- the model that was corrected
  undone TEXT, -- when it was taken back, in UTC; none while it is in force
  lost TEXT -- why it could not be applied to the newest reading of the article
);
CREATE INDEX correction_article ON correction (article_id, id);

-- What the model itself read of each article that has corrections.
CREATE TABLE own_reading (
  article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  reading TEXT NOT NULL, -- attributions, entities and orphans as a JSON object
  attribution_end INTEGER NOT NULL, -- its attributions have the numbers up to this one, which nothing else may take
  appearance_end INTEGER NOT NULL,
  orphan_end INTEGER NOT NULL
);
CREATE INDEX own_reading_attribution ON own_reading (attribution_end);
CREATE INDEX own_reading_appearance ON own_reading (appearance_end);
CREATE INDEX own_reading_orphan ON own_reading (orphan_end);

-- The entities of those readings, which are kept for when corrections are undone.
CREATE TABLE own_entity (
  entity_id INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
  article_id INTEGER NOT NULL REFERENCES own_reading (article_id) ON DELETE CASCADE,
  PRIMARY KEY (entity_id, article_id)
) WITHOUT ROWID;
CREATE INDEX own_entity_article ON own_entity (article_id);

-- Which entities are the same as another: everything is kept under that one.
CREATE TABLE merged (
  entity_id INTEGER PRIMARY KEY REFERENCES entity (id),
  into_id INTEGER NOT NULL REFERENCES entity (id)
);
CREATE INDEX merged_into ON merged (into_id);

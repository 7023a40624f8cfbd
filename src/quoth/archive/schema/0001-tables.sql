-- Every article that was added, each version of it.
CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, -- the id that the article came with
  digest TEXT NOT NULL UNIQUE, -- SHA-256 of its text and metadata: the same content is stored once
  address TEXT, -- its web address, or that of the file it was read from; versions of one article share it
  version INTEGER NOT NULL, -- 1 for the first article at its address, 2 for the next
  current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)), -- 0 once a newer version is here
  title TEXT,
  outlet TEXT,
  published TEXT, -- the date as the article states it
  day TEXT, -- the same as YYYY, YYYY-MM or YYYY-MM-DD, where it is such a date
  url TEXT,
  path TEXT, -- the file it was read from, as that was named
  text TEXT NOT NULL, -- all positions are code points into this: substr(text, start_at + 1, end_at - start_at)
  model TEXT NOT NULL, -- the model that read it
  added TEXT NOT NULL -- when, in UTC
);
CREATE INDEX article_address ON article (address, version);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_day ON article (day);

-- The authors of each article, in its order.
CREATE TABLE author (
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) WITHOUT ROWID;

-- The parts of each article: titles, paragraphs, blockquotes.
CREATE TABLE block (
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL, -- title, heading, paragraph, blockquote, caption or item
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  PRIMARY KEY (article_id, position)
) WITHOUT ROWID;

-- Someone or something, the same in every article.
CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE, -- its kind and name, such as person/ken livingstone
  name TEXT NOT NULL, -- the first full name that it was given
  kind TEXT NOT NULL, -- person, organization, group, document, place, work, unnamed or none
  wikidata TEXT -- its item's id, where a table of aliases has one
);

-- Every name by which an entity can be asked for.
CREATE TABLE alias (
  id INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL, -- the name in small letters, without accents, marks and a leading article
  UNIQUE (entity_id, name)
);
CREATE INDEX alias_folded ON alias (folded);

-- An entity in one article: what it is called there.
CREATE TABLE appearance (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  name TEXT NOT NULL, -- its id in the reading
  spelling TEXT NOT NULL, -- the fullest name that the article gives
  kind TEXT NOT NULL,
  key TEXT NOT NULL, -- the key that the reading gives, perhaps none
  aliases TEXT NOT NULL, -- other wordings in the article, as a JSON array
  author TEXT, -- the id in the reading of whom a document is by
  author_id INTEGER REFERENCES entity (id), -- the same as an entity
  wikidata TEXT
);
CREATE INDEX appearance_article ON appearance (article_id, position);
CREATE INDEX appearance_entity ON appearance (entity_id);
CREATE INDEX appearance_author ON appearance (author_id) WHERE author_id IS NOT NULL;

-- Each place where an article refers to an entity.
CREATE TABLE mention (
  appearance_id INTEGER NOT NULL REFERENCES appearance (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  form TEXT NOT NULL, -- name, description or pronoun
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  PRIMARY KEY (appearance_id, position)
) WITHOUT ROWID;

-- One statement: who says what, how, and through whom we know.
CREATE TABLE attribution (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  name TEXT NOT NULL, -- its id in the reading
  parent_id INTEGER REFERENCES attribution (id) ON DELETE CASCADE, -- the attribution in whose content it lies
  depth INTEGER NOT NULL, -- how many parents it has: 0 is the article's own report
  quotation TEXT NOT NULL, -- direct, mixed or indirect
  act TEXT NOT NULL, -- what the cue does: says, asks, denies, promises
  polarity TEXT NOT NULL, -- negative where the cue denies or negates the content
  voice TEXT NOT NULL, -- what kind of speaker: person, organization, group, document, unnamed or none
  confidence REAL NOT NULL, -- how sure the reader is, from 0 to 1
  model TEXT NOT NULL, -- the model that found it
  speaker_id INTEGER REFERENCES appearance (id) ON DELETE SET NULL, -- who speaks, in this article
  entity_id INTEGER REFERENCES entity (id), -- who speaks, in all articles
  day TEXT, -- the article's day
  current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)), -- 0 once a newer version of the article is here
  chain TEXT NOT NULL, -- in words, through whom the statement reaches the reader, the speaker last
  content TEXT NOT NULL, -- the words said; between spans that lie apart stands an ellipsis
  tags TEXT NOT NULL -- s, v and t with numbers of entities: those that speak, pass it on, are spoken of
);
CREATE INDEX attribution_article ON attribution (article_id);
CREATE INDEX attribution_entity ON attribution (entity_id, current, day, quotation, depth);
CREATE INDEX attribution_parent ON attribution (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX attribution_speaker ON attribution (speaker_id) WHERE speaker_id IS NOT NULL;

-- The stretches of text that an attribution rests on.
CREATE TABLE span (
  attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
  role TEXT NOT NULL, -- source, cue, content, medium or anonymity; quoted: what of the content is in quotation marks
  position INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  PRIMARY KEY (attribution_id, role, position)
) WITHOUT ROWID;

-- The speakers between the reader and the words, outermost first.
CREATE TABLE chain (
  attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  appearance_id INTEGER NOT NULL REFERENCES appearance (id) ON DELETE CASCADE,
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  PRIMARY KEY (attribution_id, position)
) WITHOUT ROWID;
CREATE INDEX chain_appearance ON chain (appearance_id);

-- Whom or what a statement is about, the chief one first.
CREATE TABLE target (
  attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  appearance_id INTEGER NOT NULL REFERENCES appearance (id) ON DELETE CASCADE,
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  PRIMARY KEY (attribution_id, position)
) WITHOUT ROWID;
CREATE INDEX target_appearance ON target (appearance_id);
CREATE INDEX target_entity ON target (entity_id, attribution_id);

-- Which statement takes up which other of the same article.
CREATE TABLE reply (
  attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  how TEXT NOT NULL, -- answers, denies, accepts, rejects or supports
  other TEXT NOT NULL, -- the other's id in the reading
  PRIMARY KEY (attribution_id, position)
) WITHOUT ROWID;

-- Words in quotation marks that belong to no attribution.
CREATE TABLE orphan (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  kind TEXT NOT NULL, -- orphan (somebody's words), term or title
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  content TEXT NOT NULL -- the words
);
CREATE INDEX orphan_article ON orphan (article_id);

-- Full text of the statements, stemmed, with their tags.
CREATE VIRTUAL TABLE words USING fts5 (
  content, tags, content = "attribution", content_rowid = "id", tokenize = "porter unicode61 remove_diacritics 2"
);

-- Full text of the orphans, stemmed.
CREATE VIRTUAL TABLE orphan_words USING fts5 (
  content, content = "orphan", content_rowid = "id", tokenize = "porter unicode61 remove_diacritics 2"
);

-- The words of all names, stemmed.
CREATE VIRTUAL TABLE alias_words USING fts5 (
  name, content = "alias", content_rowid = "id", tokenize = "porter unicode61 remove_diacritics 2"
);

-- Which process plays it: when that one ends alone, its runs are interrupted and nobody else's.
alter table exercise.run add column process text not null default '';

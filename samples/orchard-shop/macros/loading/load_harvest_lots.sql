{#-
  What was picked, by variety and day, while that variety is picked. The days and rows repeat the list of varieties:
  the field book is older than the list and knows nothing of it.
-#}
{% macro load_harvest_lots(schema) %}
create table if not exists {{ schema }}.harvest_lots (
  lot_id bigint,
  variety_id bigint,
  picked_on date,
  crew varchar,
  kilos decimal(10, 1),
  kilos_for_press decimal(10, 1),
  loaded_at timestamp
);

insert into {{ schema }}.harvest_lots
with ripening (variety_id, first_day, last_day, kilos_a_day) as (
  values
  (1, 212, 236, 210), (2, 258, 289, 520), (3, 244, 270, 300), (4, 285, 305, 480), (5, 251, 279, 360), (6, 262, 290, 330),
  (7, 270, 310, 610), (8, 277, 318, 560), (9, 241, 262, 170), (10, 270, 292, 150), (11, 252, 272, 130), (12, 265, 288, 160),
  (13, 205, 226, 120), (14, 220, 240, 100), (15, 238, 256, 90), (16, 160, 178, 60), (17, 168, 186, 55), (18, 172, 190, 25)
),

lots as (
  select
    days.day_number * 20 + ripening.variety_id as lot_id,
    ripening.variety_id,
    days.day,
    ripening.kilos_a_day,
    {{ scatter('days.day_number * 20 + ripening.variety_id', 81) }} as luck
  from {{ days_in_books() }} as days
  inner join ripening on extract(doy from days.day) between ripening.first_day and ripening.last_day
  where days.day > (select coalesce(max(picked_on), cast('1900-01-01' as date)) from {{ schema }}.harvest_lots)
    and extract(isodow from days.day) < 7
)

select
  lot_id,
  variety_id,
  day,
  case luck % 4 when 0 then 'Heron' when 1 then 'Jackdaw' when 2 then 'Wren' else 'Owl' end,
  cast(kilos_a_day * (60 + luck % 75) / 100.0 as decimal(10, 1)),
  cast(case when variety_id in (7, 8, 12) then kilos_a_day * (60 + luck % 75) / 100.0 else kilos_a_day * (luck % 18) / 100.0 end as decimal(10, 1)),
  current_timestamp at time zone 'UTC'
from lots
order by lot_id;
{% endmacro %}

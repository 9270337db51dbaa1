{#-
  Five new customers a day. First and last names are drawn from two short lists; every fifth customer has
  changed address or loyalty card since, which is what updated_at tells.
-#}
{% macro load_customers(schema) %}
create table if not exists {{ schema }}.customers (
  customer_id bigint,
  first_name varchar,
  last_name varchar,
  email varchar,
  village_id bigint,
  card varchar,
  takes_newsletter boolean,
  signed_up_on date,
  updated_at timestamp,
  loaded_at timestamp
);

insert into {{ schema }}.customers
with first_names (place, name) as (
  values
  (0, 'Adela'), (1, 'Bram'), (2, 'Cosima'), (3, 'Dunstan'), (4, 'Elowen'), (5, 'Faro'), (6, 'Greta'), (7, 'Hesper'),
  (8, 'Ivo'), (9, 'Juno'), (10, 'Kester'), (11, 'Linnet'), (12, 'Milo'), (13, 'Nerys'), (14, 'Orrin'), (15, 'Petra'),
  (16, 'Quill'), (17, 'Rosalind'), (18, 'Silas'), (19, 'Tamsin'), (20, 'Ursa'), (21, 'Verity'), (22, 'Wilf'), (23, 'Yara')
),

last_names (place, name) as (
  values
  (0, 'Applegarth'), (1, 'Birchall'), (2, 'Cropwell'), (3, 'Dovecote'), (4, 'Eldertree'), (5, 'Fallow'), (6, 'Gatherley'),
  (7, 'Hawthorn'), (8, 'Ivory'), (9, 'Juniper'), (10, 'Kernel'), (11, 'Lorimer'), (12, 'Medlar'), (13, 'Nettleship'),
  (14, 'Orchardson'), (15, 'Pomeroy'), (16, 'Quince'), (17, 'Rowanby'), (18, 'Sorrel'), (19, 'Thornbury'), (20, 'Underhill'),
  (21, 'Vetch'), (22, 'Wainwright'), (23, 'Yarrow'), (24, 'Ashcombe'), (25, 'Bellwether'), (26, 'Clement'), (27, 'Dunmore'), (28, 'Easterly')
),

newcomers as (
  select days.day_number * 5 + places.n + 1 as customer_id, days.day
  from {{ days_in_books() }} as days
  cross join {{ count_from_zero(5) }} as places
  where days.day > (select coalesce(max(signed_up_on), cast('1900-01-01' as date)) from {{ schema }}.customers)
)

select
  newcomers.customer_id,
  first_names.name,
  last_names.name,
  lower(first_names.name) || '.' || lower(last_names.name) || '.' || cast(newcomers.customer_id as varchar) || '@example.org',
  1 + {{ scatter('newcomers.customer_id', 13) }} % 16,
  case
    when {{ scatter('newcomers.customer_id', 14) }} % 100 < 55 then 'seedling'
    when {{ scatter('newcomers.customer_id', 14) }} % 100 < 85 then 'sapling'
    else 'standard'
  end,
  {{ scatter('newcomers.customer_id', 15) }} % 100 < 62,
  newcomers.day,
  cast(newcomers.day as timestamp)
  + (case when {{ scatter('newcomers.customer_id', 16) }} % 5 = 0 then 30 + {{ scatter('newcomers.customer_id', 17) }} % 200 else 0 end)
  * interval '1 day'
  + (480 + {{ scatter('newcomers.customer_id', 18) }} % 600) * interval '1 minute',
  current_timestamp at time zone 'UTC'
from newcomers
inner join first_names on first_names.place = {{ scatter('newcomers.customer_id', 11) }} % 24
inner join last_names on last_names.place = {{ scatter('newcomers.customer_id', 12) }} % 29
order by newcomers.customer_id;
{% endmacro %}

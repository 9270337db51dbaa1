{#- One reading a day from the station on the hill. Rain falls on the days on which fewer people came. -#}
{% macro load_weather(schema) %}
create table if not exists {{ schema }}.weather_readings (
  read_at timestamp,
  coldest_c decimal(4, 1),
  warmest_c decimal(4, 1),
  rain_mm decimal(5, 1)
);

insert into {{ schema }}.weather_readings
select
  cast(day as timestamp) + 1260 * interval '1 minute',
  cast(warmth - 6 - ({{ scatter('day_number', 73) }} % 50) / 10.0 as decimal(4, 1)),
  cast(warmth + ({{ scatter('day_number', 74) }} % 60) / 10.0 as decimal(4, 1)),
  cast(
    case when {{ scatter('day_number', 71) }} % 100 < 38 then ({{ scatter('day_number', 72) }} % 14) * 1.4 + 0.4 else 0 end
    as decimal(5, 1)
  )
from (
  select
    day_number,
    day,
    case
      when extract(month from day) in (12, 1, 2) then 5
      when extract(month from day) in (3, 11) then 9
      when extract(month from day) in (4, 10) then 13
      when extract(month from day) in (5, 9) then 18
      else 22
    end as warmth
  from {{ days_in_books() }} as books
) as days
where day > (select coalesce(max(cast(read_at as date)), cast('1900-01-01' as date)) from {{ schema }}.weather_readings)
order by day;
{% endmacro %}

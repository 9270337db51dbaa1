{#- A table with one column, n, counting from 0 to how_many - 1. -#}
{% macro count_from_zero(how_many) -%}
  {{ return(adapter.dispatch('count_from_zero')(how_many)) }}
{%- endmacro %}

{% macro default__count_from_zero(how_many) -%}
  (select cast(g as bigint) as n from generate_series(0, {{ how_many }} - 1) as series(g))
{%- endmacro %}

{% macro duckdb__count_from_zero(how_many) -%}
  (select cast(g as bigint) as n from range(0, {{ how_many }}) as series(g))
{%- endmacro %}

{#-
  A whole number between 0 and 2,147,483,646 that looks unrelated to its key, and is the same on every
  database: two steps modulo a prime, the second one squaring, so that neighbouring keys do not stay neighbours.
  Different salts give independent numbers for one key.
-#}
{% macro scatter(key, salt) -%}
  {%- set step = '((' ~ key ~ ') * 48271 + ' ~ (salt * 69621 + 1013) ~ ') % 2147483647' -%}
  ((({{ step }}) * ({{ step }})) % 2147483647)
{%- endmacro %}

{#- A day so many days after another, as a date. -#}
{% macro day_after(first_day, days) -%}
  cast(cast({{ first_day }} as date) + ({{ days }}) * interval '1 day' as date)
{%- endmacro %}

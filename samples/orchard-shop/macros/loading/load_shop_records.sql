{#-
  Plays the part of the loaders that bring the till, the field book and the van's log into the warehouse.
  Runs before every run and only adds the days that are missing, so a second run adds nothing.
  All rows follow from their keys by whole-number arithmetic: every machine gets the same ones.
-#}
{% macro load_shop_records() %}
  {%- set schema = target.schema ~ '_records' -%}
  create schema if not exists {{ schema }};
  {{ load_customers(schema) }}
  {{ load_orders(schema) }}
  {{ load_order_lines(schema) }}
  {{ load_deliveries(schema) }}
  {{ load_harvest_lots(schema) }}
  {{ load_weather(schema) }}
{% endmacro %}

{#- The days of the shop's books as a table: day, and day_number counting from 0 at the opening. -#}
{% macro days_in_books() -%}
  (
    select n as day_number, {{ day_after("'" ~ var('books_from') ~ "'", 'n') }} as day
    from {{ count_from_zero(4000) }} as numbers
    where {{ day_after("'" ~ var('books_from') ~ "'", 'n') }} <= cast('{{ var('books_until') }}' as date)
  )
{%- endmacro %}

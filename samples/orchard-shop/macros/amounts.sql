{#- Cents as an amount with two decimals. -#}
{% macro amount(cents) -%}
  cast(({{ cents }}) / 100.0 as decimal(14, 2))
{%- endmacro %}

{#- One number divided by another, empty where the other is nothing. -#}
{% macro share(part, whole, decimals=4) -%}
  cast(({{ part }}) * 1.0 / nullif({{ whole }}, 0) as decimal(14, {{ decimals }}))
{%- endmacro %}

{#- The orchard's own seasons: they follow the work, not the calendar. -#}
{% macro season_of(day) -%}
  case
    when extract(month from {{ day }}) in (12, 1, 2) then 'pruning'
    when extract(month from {{ day }}) in (3, 4, 5) then 'blossom'
    when extract(month from {{ day }}) in (6, 7) then 'stone fruit'
    else 'harvest'
  end
{%- endmacro %}

{#- Servers before version 16 have no any_value; the least of a group's values is one of them. -#}
{% macro postgres__any_value(expression) -%}
    min({{ expression }})
{%- endmacro %}

{% macro postgres__dateadd(datepart, interval, from_date_or_timestamp) %}
    {{ from_date_or_timestamp }} + ((interval '1 {{ datepart }}') * ({{ interval }}))
{% endmacro %}

{#- The boundaries of a part that lie between two moments; the larger parts are counted first and the rest added. -#}
{% macro postgres__datediff(first_date, second_date, datepart) -%}
    {%- set larger = {'quarter': ['year', 4], 'month': ['year', 12], 'hour': ['day', 24], 'minute': ['hour', 60], 'second': ['minute', 60], 'millisecond': ['minute', 60000], 'microsecond': ['minute', 60000000]} -%}
    {%- set part -%}date_part('{{ datepart }}', ({{ second_date }})::{% if datepart in ['year', 'quarter', 'month'] %}date{% else %}timestamp{% endif %}){%- endset -%}
    {%- set of_first -%}date_part('{{ datepart }}', ({{ first_date }})::{% if datepart in ['year', 'quarter', 'month'] %}date{% else %}timestamp{% endif %}){%- endset -%}
    {%- if datepart in ['second', 'millisecond', 'microsecond'] -%}
        {%- set part = 'floor(' ~ part ~ ')' -%}
        {%- set of_first = 'floor(' ~ of_first ~ ')' -%}
    {%- endif -%}
    {%- if datepart == 'year' %}
        ({{ part }} - {{ of_first }})
    {%- elif datepart == 'day' %}
        (({{ second_date }})::date - ({{ first_date }})::date)
    {%- elif datepart == 'week' %}
        ({{ datediff(first_date, second_date, 'day') }} / 7 + case
            when date_part('dow', ({{ first_date }})::timestamp) <= date_part('dow', ({{ second_date }})::timestamp) then
                case when {{ first_date }} <= {{ second_date }} then 0 else -1 end
            else
                case when {{ first_date }} <= {{ second_date }} then 1 else 0 end
        end)
    {%- elif datepart in larger %}
        ({{ datediff(first_date, second_date, larger[datepart][0]) }} * {{ larger[datepart][1] }} + {{ part }} - {{ of_first }})
    {%- else %}
        {{ exceptions.raise_compiler_error("Unsupported datepart for macro datediff in postgres: '" ~ datepart ~ "'") }}
    {%- endif %}
{%- endmacro %}

{#- No interval is a quarter. -#}
{% macro postgres__last_day(date, datepart) -%}
    {%- if datepart == 'quarter' -%}
    cast({{ dbt.dateadd('day', '-1', dbt.dateadd('month', '3', dbt.date_trunc(datepart, date))) }} as date)
    {%- else -%}
    {{ dbt.default_last_day(date, datepart) }}
    {%- endif -%}
{%- endmacro %}

{% macro postgres__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
    {%- if limit_num %}
    array_to_string(
        (array_agg(
            {{ measure }}
            {{ order_by_clause if order_by_clause }}
        ))[1:{{ limit_num }}],
        {{ delimiter_text }}
        )
    {%- else %}
    string_agg(
        {{ measure }},
        {{ delimiter_text }}
        {{ order_by_clause if order_by_clause }}
        )
    {%- endif %}
{%- endmacro %}

{#- A negative number counts from the end. -#}
{% macro postgres__split_part(string_text, delimiter_text, part_number) %}
    {%- if part_number >= 0 %}
    {{ dbt.default__split_part(string_text, delimiter_text, part_number) }}
    {%- else %}
    split_part(
        {{ string_text }},
        {{ delimiter_text }},
          length({{ string_text }})
          - length(
              replace({{ string_text }},  {{ delimiter_text }}, '')
          ) + 2 + {{ part_number }}
        )
    {%- endif %}
{% endmacro %}

{% macro date(year, month, day) -%}
    {{ return(adapter.dispatch('date', 'dbt')(year, month, day)) }}
{%- endmacro %}

{% macro default__date(year, month, day) -%}
    {%- set built = modules.datetime.date(year, month, day) -%}
    to_date('{{ built.strftime("%Y-%m-%d") }}', 'YYYY-MM-DD')
{%- endmacro %}

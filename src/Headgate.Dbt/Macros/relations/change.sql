{% macro rename_relation(from_relation, to_relation) -%}
    {{ return(adapter.dispatch('rename_relation', 'dbt')(from_relation, to_relation)) }}
{%- endmacro %}

{% macro default__rename_relation(from_relation, to_relation) -%}
    {%- set new_name = adapter.quote_as_configured(to_relation.identifier, 'identifier') -%}
    {%- call statement('rename_relation') -%}
        alter {{ 'view' if from_relation.is_view else 'table' }} {{ from_relation }} rename to {{ new_name }}
    {%- endcall -%}
{%- endmacro %}

{% macro drop_relation(relation) -%}
    {{ return(adapter.dispatch('drop_relation', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__drop_relation(relation) -%}
    {%- call statement('drop_relation', auto_begin=false) -%}
        {{ get_drop_sql(relation) }}
    {%- endcall -%}
{%- endmacro %}

{% macro get_drop_sql(relation) -%}
    {{ return(adapter.dispatch('get_drop_sql', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__get_drop_sql(relation) -%}
    {%- if relation.is_view -%}
        {{ return(adapter.dispatch('drop_view', 'dbt')(relation)) }}
    {%- elif relation.is_materialized_view -%}
        {{ return(drop_materialized_view(relation)) }}
    {%- else -%}
        {{ return(adapter.dispatch('drop_table', 'dbt')(relation)) }}
    {%- endif -%}
{%- endmacro %}

{% macro drop_view(relation) -%}
    {{ return(adapter.dispatch('drop_view', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__drop_view(relation) -%}
    drop view if exists {{ relation }} cascade
{%- endmacro %}

{% macro drop_table(relation) -%}
    {{ return(adapter.dispatch('drop_table', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__drop_table(relation) -%}
    drop table if exists {{ relation }} cascade
{%- endmacro %}

{% macro truncate_relation(relation) -%}
    {{ return(adapter.dispatch('truncate_relation', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__truncate_relation(relation) -%}
    {%- call statement('truncate_relation') -%}
        truncate table {{ relation }}
    {%- endcall -%}
{%- endmacro %}

{% macro drop_relation_if_exists(relation) -%}
    {%- if relation is not none -%}
        {{ adapter.drop_relation(relation) }}
    {%- endif -%}
{%- endmacro %}

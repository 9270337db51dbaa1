{% macro create_table_as(temporary, relation, compiled_code, language='sql') -%}
    {%- if language != 'sql' -%}
        {% do exceptions.raise_compiler_error('Model ' ~ model.unique_id ~ ' is written in ' ~ language ~ '; this engine runs sql models.') %}
    {%- endif %}
  {{ '' }}
    {{ adapter.dispatch('create_table_as', 'dbt')(temporary, relation, compiled_code) }}
  {{ '' }}
{%- endmacro %}

{% macro default__create_table_as(temporary, relation, sql) -%}
    {%- set sql_header = config.get('sql_header', none) -%}
{{ sql_header if sql_header is not none }}
  create {% if temporary %}temporary {% endif %}table {{ relation.include(database=(not temporary), schema=(not temporary)) }}
    {% set contract = config.get('contract') -%}
    {%- if contract is not none and contract.enforced and not temporary -%}
        {{ get_assert_columns_equivalent(sql) }}
        {%- set sql = get_select_subquery(sql) -%}
    {%- endif %}
  as (
    {{ sql }}
  );
{%- endmacro %}

{% macro get_create_table_as_sql(temporary, relation, sql) -%}
    {{ adapter.dispatch('get_create_table_as_sql', 'dbt')(temporary, relation, sql) }}
{%- endmacro %}

{% macro default__get_create_table_as_sql(temporary, relation, sql) -%}
    {{ return(create_table_as(temporary, relation, sql)) }}
{%- endmacro %}

{% macro create_view_as(relation, sql) -%}
    {{ adapter.dispatch('create_view_as', 'dbt')(relation, sql) }}
{%- endmacro %}

{% macro default__create_view_as(relation, sql) -%}
    {%- set sql_header = config.get('sql_header', none) -%}
{{ sql_header if sql_header is not none }}
  create view {{ relation }}
    {% set contract = config.get('contract') %}
    {% if contract is not none and contract.enforced %}
      {{ get_assert_columns_equivalent(sql) }}
    {%- endif %}
  as (
    {{ sql }}
  );
{%- endmacro %}

{% macro get_create_view_as_sql(relation, sql) -%}
    {{ adapter.dispatch('get_create_view_as_sql', 'dbt')(relation, sql) }}
{%- endmacro %}

{% macro default__get_create_view_as_sql(relation, sql) -%}
    {{ return(create_view_as(relation, sql)) }}
{%- endmacro %}

{% macro get_create_sql(relation, sql) -%}
    {{ return(adapter.dispatch('get_create_sql', 'dbt')(relation, sql)) }}
{%- endmacro %}

{% macro default__get_create_sql(relation, sql) -%}
    {%- if relation.is_view -%}
        {{ return(get_create_view_as_sql(relation, sql)) }}
    {%- elif relation.is_table -%}
        {{ return(get_create_table_as_sql(false, relation, sql)) }}
    {%- elif relation.is_materialized_view -%}
        {{ return(get_create_materialized_view_as_sql(relation, sql)) }}
    {%- else -%}
        {% do exceptions.raise_compiler_error('No statement is known that creates a ' ~ relation.type ~ ' (' ~ relation ~ ').') %}
    {%- endif -%}
{%- endmacro %}

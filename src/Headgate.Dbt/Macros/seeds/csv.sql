{% macro create_csv_table(model, agate_table) -%}
    {{ return(adapter.dispatch('create_csv_table', 'dbt')(model, agate_table)) }}
{%- endmacro %}

{% macro default__create_csv_table(model, agate_table) -%}
    {%- set types = model['config'].get('column_types', {}) -%}
    {%- set quote_columns = model['config'].get('quote_columns', none) -%}
    {%- set sql %}
    create table {{ this.render() }} (
        {%- for name in agate_table.column_names -%}
            {%- set type = types.get(name, adapter.convert_type(agate_table, loop.index0)) -%}
            {{ adapter.quote_seed_column(name, quote_columns) }} {{ type }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
    {% endset -%}
    {%- call statement('_') -%}
        {{ sql }}
    {%- endcall -%}
    {{ return(sql) }}
{%- endmacro %}

{% macro reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
    {{ return(adapter.dispatch('reset_csv_table', 'dbt')(model, full_refresh, old_relation, agate_table)) }}
{%- endmacro %}

{% macro default__reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
    {%- if full_refresh -%}
        {{ adapter.drop_relation(old_relation) }}
        {{ return(create_csv_table(model, agate_table)) }}
    {%- endif -%}
    {{ adapter.truncate_relation(old_relation) }}
    {{ return('truncate table ' ~ old_relation.render()) }}
{%- endmacro %}

{% macro get_csv_sql(create_or_truncate_sql, insert_sql) -%}
    {{ adapter.dispatch('get_csv_sql', 'dbt')(create_or_truncate_sql, insert_sql) }}
{%- endmacro %}

{% macro default__get_csv_sql(create_or_truncate_sql, insert_sql) %}
    {{ create_or_truncate_sql }};
    -- dbt seed --
    {{ insert_sql }}
{% endmacro %}

{% macro get_batch_size() -%}
    {{ return(adapter.dispatch('get_batch_size', 'dbt')()) }}
{%- endmacro %}

{% macro default__get_batch_size() -%}
    {{ return(10000) }}
{%- endmacro %}

{% macro get_seed_column_quoted_csv(model, column_names) -%}
    {{ return(seed_column_names(model, column_names) | join(', ')) }}
{%- endmacro %}

{#- The names of a seed's columns, quoted as it is configured. -#}
{% macro seed_column_names(model, column_names) -%}
    {%- set quote_columns = model['config'].get('quote_columns', none) -%}
    {%- set quoted = [] -%}
    {%- for name in column_names -%}
        {%- do quoted.append(adapter.quote_seed_column(name, quote_columns)) -%}
    {%- endfor -%}
    {{ return(quoted) }}
{%- endmacro %}

{% macro get_binding_char() -%}
    {{ adapter.dispatch('get_binding_char', 'dbt')() }}
{%- endmacro %}

{% macro default__get_binding_char() -%}
    {{ return('?') }}
{%- endmacro %}

{% macro load_csv_rows(model, agate_table) -%}
    {{ adapter.dispatch('load_csv_rows', 'dbt')(model, agate_table) }}
{%- endmacro %}

{#- The adapter writes the rows in the fastest way of its database; what is given back is the statement of a first batch. -#}
{% macro default__load_csv_rows(model, agate_table) -%}
    {{ return(adapter.load_rows(
        this.render(),
        seed_column_names(model, agate_table.column_names),
        agate_table,
        get_batch_size()
    )) }}
{%- endmacro %}

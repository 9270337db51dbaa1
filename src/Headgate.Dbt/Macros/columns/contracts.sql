{% macro get_table_columns_and_constraints() -%}
    {{ adapter.dispatch('get_table_columns_and_constraints', 'dbt')() }}
{%- endmacro %}

{% macro default__get_table_columns_and_constraints() -%}
    {{ return(table_columns_and_constraints()) }}
{%- endmacro %}

{% macro table_columns_and_constraints() %}
    {%- set column_lines = adapter.render_raw_columns_constraints(raw_columns=model['columns']) -%}
    {%- set model_lines = adapter.render_raw_model_constraints(raw_constraints=model['constraints']) %}
  (
    {% for line in column_lines -%}
      {{ line }}{{ ',' if not loop.last or model_lines }}
    {% endfor %}
    {% for line in model_lines -%}
      {{ line }}{{ ',' if not loop.last }}
    {% endfor -%}
    )
{% endmacro %}

{% macro get_assert_columns_equivalent(sql) -%}
    {{ adapter.dispatch('get_assert_columns_equivalent', 'dbt')(sql) }}
{%- endmacro %}

{% macro default__get_assert_columns_equivalent(sql) -%}
    {{ return(assert_columns_equivalent(sql)) }}
{%- endmacro %}

{#- A contract holds only if the query gives the columns that the properties name, in any order, of these types. -#}
{% macro assert_columns_equivalent(sql) %}
    {%- set declared = model['columns'] -%}
    {%- if not declared -%}
        {{ exceptions.raise_contract_error([], []) }}
    {%- endif -%}
    {%- set from_query = get_column_schema_from_query(sql, config.get('sql_header', none)) -%}
    {%- set from_contract = get_column_schema_from_query(get_empty_schema_sql(declared)) -%}
    {%- set seen = format_columns(from_query) -%}
    {%- set wanted = format_columns(from_contract) -%}
    {%- if seen | length != wanted | length -%}
        {%- do exceptions.raise_contract_error(wanted, seen) -%}
    {%- endif -%}
    {%- for column in seen -%}
        {%- if column not in wanted -%}
            {%- do exceptions.raise_contract_error(wanted, seen) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}

{% macro format_columns(columns) -%}
    {%- set formatted = [] -%}
    {%- for column in columns -%}
        {%- do formatted.append({'name': column.name, 'data_type': column.dtype, 'formatted': column.column ~ ' ' ~ column.dtype}) -%}
    {%- endfor -%}
    {{ return(formatted) }}
{%- endmacro %}

{#- The contract's order of columns, whatever the query's is. -#}
{% macro get_select_subquery(sql) -%}
    {{ return(adapter.dispatch('get_select_subquery', 'dbt')(sql)) }}
{%- endmacro %}

{% macro default__get_select_subquery(sql) %}
    select {{ adapter.dispatch('get_column_names', 'dbt')() }}
    from (
        {{ sql }}
    ) as model_subq
{%- endmacro %}

{% macro default__get_column_names() -%}
    {%- for name, column in model['columns'].items() -%}
        {{ adapter.quote(column['name']) if column.get('quote') else column['name'] }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

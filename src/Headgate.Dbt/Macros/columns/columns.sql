{% macro get_columns_in_relation(relation) -%}
    {{ return(adapter.dispatch('get_columns_in_relation', 'dbt')(relation)) }}
{%- endmacro %}

{#- A standard information schema; an adapter with another catalog overrides it. -#}
{% macro default__get_columns_in_relation(relation) -%}
    {%- call statement('get_columns_in_relation', fetch_result=true) %}
        select column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
        from {{ relation.information_schema('columns') }}
        where lower(table_name) = lower('{{ relation.identifier }}')
        {%- if relation.schema %}
          and lower(table_schema) = lower('{{ relation.schema }}')
        {%- endif %}
        order by ordinal_position
    {% endcall -%}
    {{ return(sql_convert_columns_in_relation(load_result('get_columns_in_relation').table)) }}
{%- endmacro %}

{% macro sql_convert_columns_in_relation(table) -%}
    {%- set columns = [] -%}
    {%- for row in table -%}
        {%- do columns.append(api.Column(*row)) -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}

{#- Columns of a relation that may stand in the rows of a unit test: pseudo-columns of an adapter too. -#}
{% macro get_columns_for_unit_tests(relation) -%}
    {{ return(adapter.dispatch('get_columns_for_unit_tests', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__get_columns_for_unit_tests(relation) -%}
    {{ return(adapter.get_columns_in_relation(relation)) }}
{%- endmacro %}

{% macro get_list_of_column_names(columns) -%}
    {{ return(columns | map(attribute='name') | list) }}
{%- endmacro %}

{% macro get_empty_subquery_sql(select_sql, select_sql_header=none) -%}
    {{ return(adapter.dispatch('get_empty_subquery_sql', 'dbt')(select_sql, select_sql_header)) }}
{%- endmacro %}

{% macro default__get_empty_subquery_sql(select_sql, select_sql_header=none) -%}
    {%- if select_sql_header is not none -%}
    {{ select_sql_header }}
    {%- endif %}
    select * from (
        {{ select_sql }}
    ) as __dbt_sbq
    where false
    limit 0
{% endmacro %}

{% macro get_empty_schema_sql(columns) -%}
    {{ return(adapter.dispatch('get_empty_schema_sql', 'dbt')(columns)) }}
{%- endmacro %}

{% macro default__get_empty_schema_sql(columns) -%}
    {%- set without_type = [] -%}
    {%- set without_precision = [] -%}
    {%- for column in columns.values() -%}
        {%- if not column.data_type -%}
            {%- do without_type.append(column.name) -%}
        {%- elif column.data_type | trim | lower in ['numeric', 'decimal', 'number'] -%}
            {%- do without_precision.append(column.name) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if without_type -%}
        {{ exceptions.column_type_missing(column_names=without_type) }}
    {%- elif without_precision -%}
        {%- do exceptions.warn("Detected columns with numeric type and unspecified precision/scale, this can lead to unintended rounding: " ~ without_precision ~ "`") -%}
    {%- endif %}
    select
    {% for column in columns.values() -%}
        {%- set name = adapter.quote(column.name) if column.get('quote') else column.name -%}
        cast(null as {{ column.data_type }}) as {{ name }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro get_column_schema_from_query(select_sql, select_sql_header=none) -%}
    {{ return(adapter.get_column_schema_from_query(get_empty_subquery_sql(select_sql, select_sql_header))) }}
{%- endmacro %}

{% macro get_columns_in_query(select_sql) -%}
    {{ return(adapter.dispatch('get_columns_in_query', 'dbt')(select_sql)) }}
{%- endmacro %}

{% macro default__get_columns_in_query(select_sql) -%}
    {%- call statement('get_columns_in_query', fetch_result=true, auto_begin=false) -%}
        {{ get_empty_subquery_sql(select_sql) }}
    {%- endcall -%}
    {{ return(load_result('get_columns_in_query').table.columns | map(attribute='name') | list) }}
{%- endmacro %}

{% macro alter_column_type(relation, column_name, new_column_type) -%}
    {{ return(adapter.dispatch('alter_column_type', 'dbt')(relation, column_name, new_column_type)) }}
{%- endmacro %}

{#- Works on any database: a new column takes the values and then the name of the old one. -#}
{% macro default__alter_column_type(relation, column_name, new_column_type) -%}
    {%- set temporary_name = adapter.quote(column_name ~ '__dbt_alter') -%}
    {%- set name = adapter.quote(column_name) -%}
    {%- call statement('alter_column_type') %}
        alter table {{ relation }} add column {{ temporary_name }} {{ new_column_type }};
        update {{ relation }} set {{ temporary_name }} = {{ name }};
        alter table {{ relation }} drop column {{ name }} cascade;
        alter table {{ relation }} rename column {{ temporary_name }} to {{ name }}
    {% endcall -%}
{%- endmacro %}

{% macro alter_relation_add_remove_columns(relation, add_columns=none, remove_columns=none) -%}
    {{ return(adapter.dispatch('alter_relation_add_remove_columns', 'dbt')(relation, add_columns, remove_columns)) }}
{%- endmacro %}

{#- One statement a column: not every database takes several in one. -#}
{% macro default__alter_relation_add_remove_columns(relation, add_columns, remove_columns) -%}
    {%- for column in (add_columns or []) -%}
        {%- do run_query('alter table ' ~ relation ~ ' add column ' ~ column.quoted ~ ' ' ~ column.data_type) -%}
    {%- endfor -%}
    {%- for column in (remove_columns or []) -%}
        {%- do run_query('alter table ' ~ relation ~ ' drop column ' ~ column.quoted) -%}
    {%- endfor -%}
{%- endmacro %}

{#- The SELECT that stands for an input of a unit test: its rows cast to the types of the real relation. -#}
{% macro get_fixture_sql(rows, column_name_to_data_types) -%}
    {%- if not column_name_to_data_types -%}
        {%- set this_or_defer = defer_relation if (load_relation(this) is none and defer_relation) else this -%}
        {%- set columns = adapter.get_columns_in_relation(this_or_defer) -%}
        {%- set column_name_to_data_types = {} -%}
        {%- for column in columns -%}
            {%- do column_name_to_data_types.update({column.name | lower: column.data_type}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if not column_name_to_data_types -%}
        {{ exceptions.raise_compiler_error('Not able to get columns for unit test \'' ~ model.name ~ '\' from relation ' ~ this ~ ' because the relation doesn\'t exist') }}
    {%- endif -%}

    {%- set default_row = {} -%}
    {%- for name, type in column_name_to_data_types.items() -%}
        {%- do default_row.update({name: (safe_cast('null', type) | trim)}) -%}
    {%- endfor -%}
    {{ check_fixture_rows(rows, column_name_to_data_types) }}
    {%- for row in rows -%}
        {%- set formatted = format_row(row, column_name_to_data_types) -%}
        {%- set full_row = default_row.copy() -%}
        {%- do full_row.update(formatted) %}
select
        {%- for name, value in full_row.items() %}
    {{ value }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
        {%- if not loop.last %}
union all
        {%- endif -%}
    {%- endfor -%}
    {%- if (rows | length) == 0 %}
select
        {%- for name, value in default_row.items() %}
    {{ value }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
limit 0
    {%- endif -%}
{%- endmacro %}

{% macro get_expected_sql(rows, column_name_to_data_types) -%}
    {%- if (rows | length) == 0 -%}
    select * from dbt_internal_unit_test_actual
    limit 0
    {%- else -%}
        {%- for row in rows -%}
            {%- set formatted = format_row(row, column_name_to_data_types) %}
select
            {%- for name, value in formatted.items() %}
    {{ value }} as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
            {%- if not loop.last %}
union all
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{% macro check_fixture_rows(rows, column_name_to_data_types) -%}
    {%- for row in rows -%}
        {%- for name in row -%}
            {%- if name | lower not in column_name_to_data_types -%}
                {{ exceptions.raise_compiler_error("Invalid column name: '" ~ name ~ "' in unit test fixture for '" ~ model.name ~ "'.\nAccepted columns for '" ~ model.name ~ "' are: " ~ (column_name_to_data_types.keys() | list)) }}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{% macro format_row(row, column_name_to_data_types) -%}
    {%- set formatted = {} -%}
    {%- for name, value in row.items() -%}
        {%- set type = column_name_to_data_types[name | lower] -%}
        {%- if value is none -%}
            {%- set literal = 'null' -%}
        {%- elif value is string -%}
            {%- set literal = sql_text(value) -%}
        {%- elif value is mapping or (value is sequence) -%}
            {%- set literal = sql_text(tojson(value)) -%}
        {%- elif value is boolean -%}
            {%- set literal = value | string | lower -%}
        {%- else -%}
            {%- set literal = value | string -%}
        {%- endif -%}
        {%- do formatted.update({name: (safe_cast(literal, type) | trim)}) -%}
    {%- endfor -%}
    {{ return(formatted) }}
{%- endmacro %}

{#- The SELECT that stands for an input of a unit test: its rows cast to the types of the real relation. -#}
{% macro get_fixture_sql(rows, column_name_to_data_types) %}
-- Fixture for {{ config.get('fixture_name') or model.name }}
    {%- set column_name_to_quoted = {} -%}
    {%- if not column_name_to_data_types -%}
        {%- set this_or_defer = defer_relation if (load_relation(this) is none and defer_relation) else this -%}
        {%- set column_name_to_data_types = {} -%}
        {%- for column in get_columns_for_unit_tests(this_or_defer) -%}
            {%- do column_name_to_data_types.update({column.name | lower: column.data_type}) -%}
            {%- do column_name_to_quoted.update({column.name | lower: column.quoted}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if not column_name_to_data_types -%}
        {{ exceptions.raise_compiler_error('Not able to get columns for unit test \'' ~ model.name ~ '\' from relation ' ~ this ~ ' because the relation doesn\'t exist') }}
    {%- endif -%}

    {%- set default_row = {} -%}
    {%- for name, type in column_name_to_data_types.items() -%}
        {%- do default_row.update({name: (safe_cast('null', type) | trim)}) -%}
    {%- endfor -%}
    {{ validate_fixture_rows(rows, row_number) }}
    {%- for row in rows -%}
        {%- set full_row = default_row.copy() -%}
        {%- do full_row.update(format_row(row, column_name_to_data_types)) %}
{{ fixture_row(full_row, column_name_to_quoted) }}
        {%- if not loop.last %}
union all
        {%- endif -%}
    {%- endfor -%}
    {%- if (rows | length) == 0 %}
    {{ fixture_row(default_row, column_name_to_quoted) }}
    limit 0
    {%- endif -%}
{% endmacro %}

{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) -%}
    {%- if (rows | length) == 0 %}
    select * from dbt_internal_unit_test_actual
    limit 0
    {%- else -%}
        {%- for row in rows %}
{{ fixture_row(format_row(row, column_name_to_data_types), column_name_to_quoted) }}
            {%- if not loop.last %}
union all
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{#- One row as a SELECT. -#}
{% macro fixture_row(row, column_name_to_quoted) -%}
select
    {%- for name, value in row.items() %} {{ value }} as {{ (column_name_to_quoted or {}).get(name, adapter.quote(name)) }}{{ ',' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- A row's values as SQL, by the names of their columns in small letters. -#}
{% macro format_row(row, column_name_to_data_types) -%}
    {%- set formatted = {} -%}
    {%- for given, value in row.items() -%}
        {%- set name = given | lower -%}
        {%- if name not in column_name_to_data_types -%}
            {%- set fixture = 'expected output' if model.resource_type == 'unit_test' else ("'" ~ model.name ~ "'") -%}
            {{ exceptions.raise_compiler_error("Invalid column name: '" ~ name ~ "' in unit test fixture for " ~ fixture ~ ".\nAccepted columns for " ~ fixture ~ " are: " ~ (column_name_to_data_types.keys() | list)) }}
        {%- endif -%}
        {%- set type = column_name_to_data_types[name] -%}
        {%- if value is none -%}
            {%- set literal = 'null' -%}
        {%- elif value is string -%}
            {#- A text is not cut to the column's width: a wrong expectation would pass. -#}
            {%- set type = type.split('(')[0] if 'varying' in type else type -%}
            {%- set literal = dbt.string_literal(dbt.escape_single_quotes(value)) -%}
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

{#- For adapters that take only some rows as fixtures. -#}
{% macro validate_fixture_rows(rows, row_number) -%}
    {{ return(adapter.dispatch('validate_fixture_rows', 'dbt')(rows, row_number)) }}
{%- endmacro %}

{% macro default__validate_fixture_rows(rows, row_number) -%}
{%- endmacro %}

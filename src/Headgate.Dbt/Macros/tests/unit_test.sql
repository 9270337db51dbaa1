{#- Gives the rows of the model over the fixtures and the rows that were expected, marked apart. -#}
{% materialization unit, default %}
    {%- set relations = [] -%}
    {%- set expected_rows = config.get('expected_rows') -%}
    {%- set expected_sql = config.get('expected_sql') -%}
    {%- set tested_columns = expected_rows[0].keys() | list if expected_rows and expected_rows | length > 0 else get_columns_in_query(sql) -%}

    {#- The types as the database stores them: what a driver calls them need not be SQL. -#}
    {%- set temp_relation = make_temp_relation(this.incorporate(type='table')) -%}
    {%- call statement(auto_begin=true) -%}
        {{ get_create_table_as_sql(true, temp_relation, get_empty_subquery_sql(sql)) }}
    {%- endcall -%}
    {%- set column_types = {} -%}
    {%- set quoted_names = {} -%}
    {%- for column in get_columns_for_unit_tests(temp_relation) -%}
        {%- do column_types.update({column.name | lower: column.data_type}) -%}
        {%- do quoted_names.update({column.name | lower: column.quoted}) -%}
    {%- endfor -%}
    {%- set quoted_columns = [] -%}
    {%- for name in tested_columns -%}
        {%- do quoted_columns.append(quoted_names.get(name | lower, name)) -%}
    {%- endfor -%}

    {%- if not expected_sql -%}
        {%- set expected_sql = get_expected_sql(expected_rows, column_types, quoted_names) -%}
    {%- endif -%}

    {% call statement('main', fetch_result=true) %}
    {{ get_unit_test_sql(sql, expected_sql, quoted_columns) }}
    {%- endcall %}
    {{ adapter.rollback() }}
    {{ return({'relations': relations}) }}
{% endmaterialization %}

{% macro get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
    {{ adapter.dispatch('get_unit_test_sql', 'dbt')(main_sql, expected_fixture_sql, expected_column_names) }}
{%- endmacro %}

{% macro default__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
-- Build actual result given inputs
with dbt_internal_unit_test_actual as (
  select
    {{ expected_column_names | join(',') }}, {{ dbt.string_literal('actual') }} as {{ adapter.quote('actual_or_expected') }}
  from (
    {{ main_sql }}
  ) _dbt_internal_unit_test_actual
),
-- Build expected result
dbt_internal_unit_test_expected as (
  select
    {{ expected_column_names | join(', ') }}, {{ dbt.string_literal('expected') }} as {{ adapter.quote('actual_or_expected') }}
  from (
    {{ expected_fixture_sql | trim }}
  ) _dbt_internal_unit_test_expected
)
-- Union actual and expected results
select * from dbt_internal_unit_test_actual
union all
select * from dbt_internal_unit_test_expected
{%- endmacro %}

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
    {%- for column in adapter.get_columns_in_relation(temp_relation) -%}
        {%- do column_types.update({column.name | lower: column.data_type}) -%}
    {%- endfor -%}

    {%- if not expected_sql -%}
        {%- set expected_sql = get_expected_sql(expected_rows, column_types) -%}
    {%- endif -%}

    {% call statement('main', fetch_result=true) -%}
        {{ get_unit_test_sql(sql, expected_sql, tested_columns) }}
    {%- endcall %}
    {{ adapter.rollback() }}
    {{ return({'relations': relations}) }}
{% endmaterialization %}

{% macro get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
    {{ adapter.dispatch('get_unit_test_sql', 'dbt')(main_sql, expected_fixture_sql, expected_column_names) }}
{%- endmacro %}

{% macro default__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) %}
    with dbt_internal_unit_test_actual as (
        select
            {% for name in expected_column_names %}{{ name }}, {% endfor %}{{ dbt.string_literal('actual') }} as {{ adapter.quote('actual_or_expected') }}
        from (
            {{ main_sql }}
        ) _dbt_internal_unit_test_actual
    ),
    dbt_internal_unit_test_expected as (
        select
            {% for name in expected_column_names %}{{ name }}, {% endfor %}{{ dbt.string_literal('expected') }} as {{ adapter.quote('actual_or_expected') }}
        from (
            {{ expected_fixture_sql }}
        ) _dbt_internal_unit_test_expected
    )
    select * from dbt_internal_unit_test_actual
    union all
    select * from dbt_internal_unit_test_expected
{% endmacro %}

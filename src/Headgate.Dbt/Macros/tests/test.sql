{% materialization test, default %}
    {%- set relations = [] -%}
    {%- set sql_with_limit %}
    {{ get_limit_subquery_sql(sql, config.get('limit')) }}
    {% endset -%}
    {%- if should_store_failures() -%}
        {%- set identifier = model['alias'] -%}
        {%- set old_relation = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
        {%- set store_as = config.get('store_failures_as') -%}
        {%- if store_as is none -%}
            {%- set store_as = 'table' -%}
        {%- endif -%}
        {%- if store_as not in ['table', 'view'] -%}
            {% do exceptions.raise_compiler_error("'" ~ store_as ~ "' is not a valid value for `store_failures_as`. Accepted values are: ['ephemeral', 'table', 'view']") %}
        {%- endif -%}
        {%- set target_relation = api.Relation.create(identifier=identifier, schema=schema, database=database, type=store_as) -%}
        {%- if old_relation -%}
            {% do adapter.drop_relation(old_relation) %}
        {%- endif -%}
        {% call statement(auto_begin=true) %}
            {{ get_create_sql(target_relation, sql_with_limit) }}
        {% endcall %}
        {%- do relations.append(target_relation) -%}
        {%- set main_sql %}
        select *
        from {{ target_relation }}
        {% endset -%}
        {{ adapter.commit() }}
    {%- else -%}
        {%- set main_sql = sql_with_limit -%}
    {%- endif -%}

    {% call statement('main', fetch_result=true) -%}
        {{ get_test_sql(main_sql, config.get('fail_calc'), config.get('warn_if'), config.get('error_if'), limit=none) }}
    {%- endcall %}
    {{ return({'relations': relations}) }}
{% endmaterialization %}

{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    {{ adapter.dispatch('get_test_sql', 'dbt')(main_sql, fail_calc, warn_if, error_if, limit) }}
{%- endmacro %}

{% macro default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    select
      {{ fail_calc }} as failures,
      {{ fail_calc }} {{ warn_if }} as should_warn,
      {{ fail_calc }} {{ error_if }} as should_error
    from (
      {{ main_sql }}
      {{ 'limit ' ~ limit if limit is not none }}
    ) dbt_internal_test
{%- endmacro %}

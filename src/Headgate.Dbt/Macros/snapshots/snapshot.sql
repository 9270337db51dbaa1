{% materialization snapshot, default %}
    {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {%- set strategy_name = config.get('strategy') -%}
    {%- set unique_key = config.get('unique_key') -%}
    {%- set grant_config = config.get('grants') -%}

    {%- set target_relation_exists, target_relation = get_or_create_relation(database=model.database, schema=model.schema, identifier=model.alias, type='table') -%}
    {%- if not target_relation.is_table -%}
        {% do exceptions.relation_wrong_type(target_relation, 'table') %}
    {%- endif -%}

    {{ run_hooks(pre_hooks, inside_transaction=false) }}
    {{ run_hooks(pre_hooks, inside_transaction=true) }}

    {%- set strategy_macro = strategy_dispatch(strategy_name) -%}
    {%- set strategy = strategy_macro(model, 'snapshotted_data', 'source_data', model['config'], target_relation_exists) -%}

    {%- if not target_relation_exists -%}
        {%- set build_sql = build_snapshot_table(strategy, model['compiled_code']) -%}
        {%- set final_sql = create_table_as(false, target_relation, build_sql) -%}
    {%- else -%}
        {{ adapter.assert_valid_snapshot_target_given_strategy(target_relation, names, strategy) }}
        {%- set staging_table = build_snapshot_staging_table(strategy, sql, target_relation) -%}
        {%- do adapter.expand_target_column_types(from_relation=staging_table, to_relation=target_relation) -%}

        {%- set own = ['dbt_change_type', 'dbt_unique_key'] -%}
        {%- if unique_key is not string -%}
            {%- for key in unique_key -%}
                {%- do own.append('dbt_unique_key_' ~ loop.index) -%}
            {%- endfor -%}
        {%- endif -%}
        {%- set missing = [] -%}
        {%- for column in adapter.get_missing_columns(staging_table, target_relation) if column.name | lower not in own -%}
            {%- do missing.append(column) -%}
        {%- endfor -%}
        {% do create_columns(target_relation, missing) %}

        {%- set insert_columns = [] -%}
        {%- for column in adapter.get_columns_in_relation(staging_table) if column.name | lower not in own -%}
            {%- do insert_columns.append(adapter.quote(column.name)) -%}
        {%- endfor -%}
        {%- set final_sql = snapshot_merge_sql(target=target_relation, source=staging_table, insert_cols=insert_columns) -%}
    {%- endif -%}

    {{ check_time_data_types(build_sql) }}

    {% call statement('main') -%}
        {{ final_sql }}
    {%- endcall %}

    {% do apply_grants(target_relation, grant_config, should_revoke=should_revoke(target_relation_exists, full_refresh_mode=false)) %}
    {% do persist_docs(target_relation, model) %}
    {%- if not target_relation_exists -%}
        {% do create_indexes(target_relation) %}
    {%- endif -%}

    {{ run_hooks(post_hooks, inside_transaction=true) }}
    {{ adapter.commit() }}
    {%- if staging_table is defined -%}
        {% do post_snapshot(staging_table) %}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=false) }}

    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#- An updated_at of another type than the snapshot's clock makes rows that cannot be compared later. -#}
{% macro check_time_data_types(sql) -%}
    {%- set valid_to_current = config.get('dbt_valid_to_current') -%}
    {%- if valid_to_current is not none and sql -%}
        {%- set columns = get_column_schema_from_query(sql) -%}
        {%- set types = {} -%}
        {%- for column in columns -%}
            {%- do types.update({column.name | lower: column.dtype}) -%}
        {%- endfor -%}
        {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
        {%- set wanted = types.get(names.dbt_valid_from | lower) -%}
        {%- set given = types.get(names.dbt_valid_to | lower) -%}
        {%- if wanted and given and wanted != given -%}
            {% do exceptions.raise_compiler_error("Data type of snapshot table timestamp columns (" ~ wanted ~ ") doesn't match derived column 'updated_at' (" ~ given ~ "). Please update snapshot config 'updated_at'.") %}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

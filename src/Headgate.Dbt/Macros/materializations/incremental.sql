{% materialization incremental, default %}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set temp_relation = make_temp_relation(target_relation) -%}
    {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
    {%- set backup_relation = make_backup_relation(target_relation, 'table' if existing_relation is none else existing_relation.type) -%}
    {%- set full_refresh_mode = should_full_refresh() or existing_relation.is_view -%}
    {%- set on_schema_change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
    {%- set grant_config = config.get('grants') -%}
    {%- set unique_key = config.get('unique_key') -%}
    {%- set rebuild = existing_relation is none or full_refresh_mode -%}
    {%- set to_drop = [] -%}
    {%- set strategy_macro = adapter.get_incremental_strategy_macro(context, config.get('incremental_strategy') or 'default') -%}

    {{ drop_relation_if_exists(load_cached_relation(intermediate_relation)) }}
    {{ drop_relation_if_exists(load_cached_relation(backup_relation)) }}
    {{ run_hooks(pre_hooks, inside_transaction=false) }}
    {{ run_hooks(pre_hooks, inside_transaction=true) }}

    {%- if existing_relation is none -%}
        {%- set build_sql = get_create_table_as_sql(false, target_relation, sql) -%}
    {%- elif full_refresh_mode -%}
        {%- set build_sql = get_create_table_as_sql(false, intermediate_relation, sql) -%}
    {%- else -%}
        {%- do run_query(get_create_table_as_sql(true, temp_relation, sql)) -%}
        {%- set contract = config.get('contract') -%}
        {%- if not contract or not contract.enforced -%}
            {%- do adapter.expand_target_column_types(from_relation=temp_relation, to_relation=target_relation) -%}
        {%- endif -%}
        {%- set dest_columns = process_schema_changes(on_schema_change, temp_relation, existing_relation) -%}
        {%- if not dest_columns -%}
            {%- set dest_columns = adapter.get_columns_in_relation(existing_relation) -%}
        {%- endif -%}
        {%- set build_sql = strategy_macro({
            'target_relation': target_relation,
            'temp_relation': temp_relation,
            'unique_key': unique_key,
            'dest_columns': dest_columns,
            'incremental_predicates': config.get('predicates', none) or config.get('incremental_predicates', none)
        }) -%}
        {%- do to_drop.append(temp_relation) -%}
    {%- endif -%}

    {% call statement('main') %}
      {{ build_sql }}
  {% endcall %}

    {%- if existing_relation is not none and full_refresh_mode -%}
        {% do adapter.rename_relation(existing_relation, backup_relation) %}
        {% do adapter.rename_relation(intermediate_relation, target_relation) %}
        {%- do to_drop.append(backup_relation) -%}
    {%- endif -%}

    {%- set revoke = should_revoke(existing_relation, full_refresh_mode) -%}
    {% do apply_grants(target_relation, grant_config, should_revoke=revoke) %}
    {% do persist_docs(target_relation, model) %}
    {%- if rebuild -%}
        {% do create_indexes(target_relation) %}
    {%- endif -%}

    {{ run_hooks(post_hooks, inside_transaction=true) }}
    {% do adapter.commit() %}
    {%- for relation in to_drop -%}
        {% do adapter.drop_relation(relation) %}
    {%- endfor -%}
    {{ run_hooks(post_hooks, inside_transaction=false) }}

    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% macro is_incremental() -%}
    {%- if not execute -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set relation = load_cached_relation(this) -%}
    {{ return(
        relation is not none
        and relation.type == 'table'
        and model.config.materialized == 'incremental'
        and not should_full_refresh()
    ) }}
{%- endmacro %}
